/** A lift with its interval; at least 0. */
interface Lift {
  readonly lift: number;
  readonly liftLow: number;
  readonly liftHigh: number;
}

/** The axis ends here, however rare or frequent a trait is; what lies beyond is drawn at its end. */
const LEAST = 0.1;
const MOST = 16;
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

/** A logarithmic axis around 1 that shows lifts with their intervals. */
export function liftAxis(lifts: readonly Lift[]): {
  readonly domain: readonly [number, number];
  readonly values: readonly number[];
} {
  const least = Math.max(LEAST, Math.min(0.8, ...lifts.map(({ liftLow }) => liftLow)));
  const most = Math.min(MOST, Math.max(1.25, ...lifts.map(({ liftHigh }) => liftHigh)));
  const domain = [least / 1.05, most * 1.05] as const;
  const values = TICKS.filter((tick) => tick >= domain[0] && tick <= domain[1]);
  return {
    domain,
    values: values.length > 1 ? values : [domain[0], 1, domain[1]].map((value) => Number(value.toFixed(2))),
  };
}
