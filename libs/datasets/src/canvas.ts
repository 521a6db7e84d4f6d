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
    const reach = width / 2 + 0.5;
    for (
      let y = this.#first(stroke.fromY, stroke.toY, reach);
      y < this.#end(stroke.fromY, stroke.toY, reach);
      y++
    ) {
      for (
        let x = this.#first(stroke.fromX, stroke.toX, reach);
        x < this.#end(stroke.fromX, stroke.toX, reach);
        x++
      ) {
        const cover = clamp(reach - distance(stroke, x + 0.5, y + 0.5), 0, 1);
        if (cover > 0) this.#mix((y * this.#side + x) * 3, colour, cover);
      }
    }
  }

  /** Writes [side, side, 3] as bytes, each value with noise of its own added. */
  writePixels(target: Uint8Array, noise: () => number): void {
    for (let i = 0; i < this.#values.length; i++) {
      target[i] = clamp(Math.round((this.#values[i] ?? 0) + noise()), 0, 255);
    }
  }

  /** First row or column that a stroke between the two can touch. */
  #first(from: number, to: number, reach: number): number {
    return clamp(Math.floor(Math.min(from, to) - reach), 0, this.#side);
  }

  /** One past the last that it can touch. */
  #end(from: number, to: number, reach: number): number {
    return clamp(Math.ceil(Math.max(from, to) + reach), 0, this.#side);
  }

  #mix(offset: number, colour: Colour, share: number): void {
    for (let channel = 0; channel < 3; channel++) {
      const before = this.#values[offset + channel] ?? 0;
      this.#values[offset + channel] = before + share * ((colour[channel] ?? 0) - before);
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
