/** A straight stroke with round ends; in pixels where it is drawn. */
export interface Stroke {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Red, green and blue; 0–255 when it reaches the pixels, any value before. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A square colour image that strokes are drawn on. Only exact arithmetic: the same on every machine. */
export class Canvas {
  readonly #side: number;
  /** [side, side, 3] */
  readonly #values: Float64Array;

  constructor(side: number, ground: Colour) {
    this.#side = side;
    this.#values = Float64Array.from({ length: side * side * 3 }, (_, i) => ground[i % 3] ?? 0);
  }

  /** Draws with smooth edges: a pixel mixes in the colour by how much of it the stroke covers. */
  draw(stroke: Stroke, width: number, colour: Colour): void {
    for (let y = 0; y < this.#side; y++) {
      for (let x = 0; x < this.#side; x++) {
        const cover = clamp(width / 2 + 0.5 - distance(stroke, x + 0.5, y + 0.5), 0, 1);
        if (cover > 0) this.#mix((y * this.#side + x) * 3, colour, cover);
      }
    }
  }

  /** Writes [side, side, 3] as bytes, each value with noise of its own added. */
  writePixels(target: Uint8Array, noise: () => number): void {
    for (const [i, value] of this.#values.entries()) target[i] = clamp(Math.round(value + noise()), 0, 255);
  }

  #mix(offset: number, colour: Colour, share: number): void {
    for (const [channel, value] of colour.entries()) {
      const before = this.#values[offset + channel] ?? 0;
      this.#values[offset + channel] = before + share * (value - before);
    }
  }
}

/** From the point to the nearest point of the stroke. */
function distance({ fromX, fromY, toX, toY }: Stroke, x: number, y: number): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : clamp(((x - fromX) * dx + (y - fromY) * dy) / length2, 0, 1);
  const [offX, offY] = [x - fromX - along * dx, y - fromY - along * dy];
  return Math.sqrt(offX * offX + offY * offY);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
