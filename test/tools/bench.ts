/** One measured number. A target says what it must reach; without one it is for information. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface BenchContext {
  /** Tells people how far it is; never on stdout. */
  readonly log: (message: string) => void;
  /** Aborts when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** What a file `test/bench/NAME.ts` exports under the name `bench`. */
export interface Bench {
  readonly name: string;
  /** One line on what is measured and how. */
  readonly description: string;
  run(context: BenchContext): Promise<readonly Figure[]>;
}

/** Calls of `work` in a second, over about a second and after a warm-up of a tenth of that. */
export function callsPerSecond(work: () => void): number {
  repeat(work, 100);
  const { calls, milliseconds } = repeat(work, 1000);
  return (calls / milliseconds) * 1000;
}

function repeat(work: () => void, leastMs: number): { calls: number; milliseconds: number } {
  const begin = performance.now();
  for (let calls = 1; ; calls++) {
    work();
    const milliseconds = performance.now() - begin;
    if (milliseconds >= leastMs) return { calls, milliseconds };
  }
}
