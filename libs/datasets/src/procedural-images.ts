import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Canvas, type Colour, type Stroke } from './canvas.js';
import { GLYPHS } from './glyph.js';
import type { Images, ImageSet } from './image-set.js';

/** How the procedural images look. Lengths in pixels, colours on the scale 0–255. */
export const PROCEDURAL_OPTIONS = {
  /** 0 to 2^32 − 1. */
  seed: 1,
  side: 16,
  trainCount: 2000,
  testCount: 500,
  /** Half the extent of a figure; it is placed anywhere where it fits. */
  radius: { least: 3.4, most: 4.8 },
  /** Each end of a stroke is off by up to this share of the radius. */
  wobble: 0.12,
  strokeWidth: { least: 1.2, most: 1.8 },
  ground: { least: 70, most: 185 },
  /** How much lighter or darker than the ground a figure is, drawn for each colour channel. */
  contrast: { least: 70, most: 140 },
  /** Loose strokes that belong to no figure, and the longest reach of each from its middle. */
  distractors: 1,
  distractorReach: 3,
  /** Standard deviation of the noise on each value. */
  noise: 12,
} as const;

export type ProceduralOptions = {
  readonly [K in keyof typeof PROCEDURAL_OPTIONS]: (typeof PROCEDURAL_OPTIONS)[K] extends number
    ? number
    : { readonly least: number; readonly most: number };
};

interface Range {
  readonly least: number;
  readonly most: number;
}

/** A uniform draw. */
type Draw = (range: Range) => number;

/**
 * Images of ten figures, each of a random colour on a random ground, lighter or darker than it, at a
 * random place, with a loose stroke and noise. Colours and edge directions say little of the class; it
 * takes layers that see where strokes meet. The same options give the same bytes on every machine.
 */
export function generateProceduralImages(
  options: ProceduralOptions = PROCEDURAL_OPTIONS,
): Omit<ImageSet, 'reference'> {
  const random = xoroshiro128plus(options.seed);
  const draw: Draw = ({ least, most }) => least + (most - least) * uniformFloat64(random);
  return {
    shape: { height: options.side, width: options.side, channels: 3 },
    classes: GLYPHS.map((glyph) => glyph.name),
    train: drawImages(options.trainCount, options, draw),
    test: drawImages(options.testCount, options, draw),
  };
}

/** The classes take turns, so every count is balanced to within one image. */
function drawImages(count: number, options: ProceduralOptions, draw: Draw): Images {
  const imageBytes = options.side * options.side * 3;
  const pixels = new Uint8Array(count * imageBytes);
  const labels = Uint16Array.from({ length: count }, (_, i) => i % GLYPHS.length);
  for (const [i, label] of labels.entries()) {
    const strokes = GLYPHS[label]?.strokes ?? [];
    drawImage(pixels.subarray(i * imageBytes, (i + 1) * imageBytes), strokes, options, draw);
  }
  return { count, pixels, labels };
}

function drawImage(
  target: Uint8Array,
  glyph: readonly Stroke[],
  options: ProceduralOptions,
  draw: Draw,
): void {
  const ground: Colour = [draw(options.ground), draw(options.ground), draw(options.ground)];
  const colour = drawColour(ground, options, draw);
  const canvas = new Canvas(options.side, ground);
  for (let i = 0; i < options.distractors; i++) {
    canvas.draw(drawDistractor(options, draw), draw(options.strokeWidth), colour);
  }
  for (const stroke of placeGlyph(glyph, options, draw)) {
    canvas.draw(stroke, draw(options.strokeWidth), colour);
  }
  // The sum of four uniform values is near enough to a normal one; its variance is 4 · spread² / 3.
  const spread = options.noise * 0.8660254037844386;
  const noise = { least: -spread, most: spread };
  canvas.writePixels(target, () => draw(noise) + draw(noise) + draw(noise) + draw(noise));
}

function drawColour(ground: Colour, options: ProceduralOptions, draw: Draw): Colour {
  const sign = draw({ least: -1, most: 1 }) < 0 ? -1 : 1;
  const away = (value: number): number => value + sign * draw(options.contrast);
  return [away(ground[0]), away(ground[1]), away(ground[2])];
}

function drawDistractor(options: ProceduralOptions, draw: Draw): Stroke {
  const anywhere = { least: 0, most: options.side };
  const reach = { least: -options.distractorReach, most: options.distractorReach };
  const [x, y, dx, dy] = [draw(anywhere), draw(anywhere), draw(reach), draw(reach)];
  return { fromX: x - dx, fromY: y - dy, toX: x + dx, toY: y + dy };
}

/** The glyph's strokes in pixels: scaled, moved and a little crooked. */
function placeGlyph(glyph: readonly Stroke[], options: ProceduralOptions, draw: Draw): Stroke[] {
  const radius = draw(options.radius);
  // One pixel is left free at the border for half a stroke's width.
  const place = { least: radius + 1, most: options.side - radius - 1 };
  const [centreX, centreY] = [draw(place), draw(place)];
  const wobble = { least: -options.wobble, most: options.wobble };
  const at = (centre: number, unit: number): number => centre + radius * (unit + draw(wobble));
  return glyph.map(({ fromX, fromY, toX, toY }) => ({
    fromX: at(centreX, fromX),
    fromY: at(centreY, fromY),
    toX: at(centreX, toX),
    toY: at(centreY, toY),
  }));
}
