/** How a machine's cores are shared out. */
export interface CoreSplit {
  readonly processes: number;
  /** Of each process. */
  readonly threads: number;
}

/**
 * Ways to use every core: one process, two, half as many as cores, one for each core; those that come out
 * even. The best is always near one of these, and each more would cost time to measure.
 */
export function coreSplits(cores: number): readonly CoreSplit[] {
  const counts = new Set([1, 2, cores / 2, cores].filter((count) => count >= 1 && cores % count === 0));
  return [...counts]
    .toSorted((one, other) => one - other)
    .map((processes) => ({ processes, threads: cores / processes }));
}

export function formatSplit({ processes, threads }: CoreSplit): string {
  return `${processes} × ${threads}`;
}
