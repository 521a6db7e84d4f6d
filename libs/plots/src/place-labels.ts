/** A point with a name, in points from the upper left corner of the plot. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  /** Of the name as it is written. */
  readonly width: number;
}

/** Where a label stands: its left end and its middle; and the point of it that is nearest to its own point. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly nearest: { readonly x: number; readonly y: number };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const GAPS_PT = [4, 8, 14, 22] as const;
/** Half the room that a point takes. */
const POINT_PT = 3;

/**
 * Puts labels beside their points so that they cover neither each other nor a point, labelled or other, as far as
 * there is room: to the right, else left, above, below and in between, then farther away; the first place of least overlap.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  plot: { readonly width: number; readonly height: number; readonly lineHeight: number },
  others: readonly { readonly x: number; readonly y: number }[] = [],
): readonly LabelPlace[] {
  const taken = [...points, ...others].map(({ x, y }) => boxAround(x, y, 2 * POINT_PT, 2 * POINT_PT));
  return points.map((point) => {
    const boxes = candidates(point, plot.lineHeight);
    let best = boxes[0];
    let least = Number.POSITIVE_INFINITY;
    for (const box of boxes) {
      const cost = outside(box, plot) + taken.reduce((sum, other) => sum + overlap(box, other), 0);
      if (cost >= least) continue;
      best = box;
      least = cost;
    }
    if (!best) return { ...point, nearest: point };
    taken.push(best);
    const nearest = {
      x: Math.min(Math.max(point.x, best.left), best.right),
      y: Math.min(Math.max(point.y, best.top), best.bottom),
    };
    return { x: best.left, y: (best.top + best.bottom) / 2, nearest };
  });
}

function candidates({ x, y, width }: LabelledPoint, height: number): readonly Box[] {
  return GAPS_PT.flatMap((gap) => {
    const aside = gap + width / 2;
    const above = gap + height / 2;
    return [
      [aside, 0],
      [-aside, 0],
      [0, -above],
      [0, above],
      [aside, -above],
      [aside, above],
      [-aside, -above],
      [-aside, above],
    ].map(([dx = 0, dy = 0]) => boxAround(x + dx, y + dy, width, height));
  });
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** Common area. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Area beyond the plot, which weighs more than any overlap: it may be cut off. */
function outside(box: Box, plot: { readonly width: number; readonly height: number }): number {
  const all = (box.right - box.left) * (box.bottom - box.top);
  const inside = overlap(box, { left: 0, top: 0, right: plot.width, bottom: plot.height });
  return 100 * (all - inside);
}
