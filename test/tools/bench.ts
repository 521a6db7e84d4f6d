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
  /** What was given for {@link Bench.options}, and their defaults. */
  readonly options: Readonly<Record<string, string>>;
}

/** What a file `test/bench/NAME.ts` exports under the name `bench`. */
export interface Bench {
  readonly name: string;
  /** One line on what is measured and how. */
  readonly description: string;
  /** Options that take a value, with their defaults, as in `npm run bench -- NAME --OPTION VALUE`. */
  readonly options?: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  /** May throw {@link BenchUsageError} before it measures anything. */
  run(context: BenchContext): Promise<readonly Figure[]>;
}

/** An option's value that will not do. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
}

/** A whole number of at least 1. */
export function countOption(options: BenchContext['options'], name: string): number {
  const value = options[name] ?? '';
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
  throw new BenchUsageError(`--${name} ${value}: must be a whole number of at least 1`);
}

/** One of the choices. */
export function choiceOption<Choice extends string>(
  options: BenchContext['options'],
  name: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === options[name]);
  if (found !== undefined) return found;
  throw new BenchUsageError(`--${name} ${options[name] ?? ''}: must be one of ${choices.join(', ')}`);
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
