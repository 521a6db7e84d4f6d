/** A completed trial of a search. */
export interface TrialResult {
  /** Its place among the completed ones, counted from 1. */
  readonly place: number;
  /** Undefined where it failed. */
  readonly measured:
    | {
        /** Share of validation images, in [0, 1]. */
        readonly accuracy: number;
        /** Corrected reward in points. */
        readonly reward: number;
      }
    | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The best so far as corners of a step line: where it rises, and the end. */
export function bestSoFar(points: readonly Point[], end: number): readonly Point[] {
  const corners: Point[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    if (y <= best) continue;
    best = y;
    corners.push({ x, y });
  }
  const last = corners.at(-1);
  return last && last.x < end ? [...corners, { x: end, y: last.y }] : corners;
}

/** What lies in a run of consecutive points. */
export interface Run {
  /** Middle of the run. */
  readonly x: number;
  /** 10th percentile, median and 90th percentile. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Points in order of x as at most so many runs of equal length. */
export function runsOf(points: readonly Point[], count: number): readonly Run[] {
  const length = Math.ceil(points.length / count);
  return Array.from({ length: Math.ceil(points.length / length) }, (_, index) => {
    const run = points.slice(index * length, (index + 1) * length);
    const sorted = Float64Array.from(run, ({ y }) => y).sort();
    return {
      x: ((run[0]?.x ?? 0) + (run.at(-1)?.x ?? 0)) / 2,
      low: quantile(sorted, 0.1),
      median: quantile(sorted, 0.5),
      high: quantile(sorted, 0.9),
    };
  });
}

/** In at most so many runs of equal length: where each begins, counted from 0, and the share of it that is true. */
export function sharesOf(
  flags: readonly boolean[],
  count: number,
): readonly { readonly place: number; readonly share: number }[] {
  const length = Math.ceil(flags.length / count);
  return Array.from({ length: Math.ceil(flags.length / length) }, (_, index) => {
    const run = flags.slice(index * length, (index + 1) * length);
    return { place: index * length, share: run.filter(Boolean).length / run.length };
  });
}

/** By linear interpolation between the neighbours, as R's type 7. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
