import { durationToProto, type SearchSpecInput } from '@blockqnn/api';
import { InvalidArgumentError, type Command } from 'commander';
import { decimalNumber, durationMs, or, wholeNumber } from './flag-values.js';

/** Takes a bound away, or the rule: of use in a clone. */
const NONE = 'none';
type None = typeof NONE;

/** Flags that bound a search, and end hopeless trainings early. */
export interface BudgetFlags {
  readonly maxInFlight?: number | None;
  /** In ms. */
  readonly maxDuration?: number | None;
  readonly targetAccuracy?: number | None;
  readonly maxAttempts?: number;
  readonly medianStopping?: true | MedianFlag | None;
}

export interface MedianFlag {
  readonly minTrials: number;
  readonly minEpochs: number;
}

const YEAR_MS = 366 * 24 * 3_600_000;

export function addBudgetFlags(command: Command): Command {
  return command
    .option(
      '--max-in-flight <n>',
      'blocks that are out at once, or none',
      or(NONE, wholeNumber(1, 1_000_000)),
    )
    .option(
      '--max-duration <time>',
      'the search ends after this time, for instance 90m or 2h, or none',
      or(NONE, durationMs(1000, YEAR_MS)),
    )
    .option(
      '--target-accuracy <share>',
      'the search ends when a block reaches it, for instance 0.93, or none',
      or(NONE, targetShare),
    )
    .option('--max-attempts <n>', 'how often a block is handed out (default: 3)', wholeNumber(1, 100))
    .option(
      '--median-stopping [trials,epochs]',
      'end trainings below the median of others early, from so many trials and epochs on (10,2 unless given), or none',
      or(NONE, medianFlag),
    );
}

/** The bounds that flags give, for a budget; what is left out is left out, `none` is no bound. */
export function budgetOf(flags: BudgetFlags): NonNullable<SearchSpecInput['budget']> {
  const { maxInFlight, maxDuration, targetAccuracy, maxAttempts } = flags;
  return {
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(maxInFlight === undefined ? {} : { maxTrialsInFlight: maxInFlight === NONE ? 0 : maxInFlight }),
    ...(maxDuration === undefined
      ? {}
      : { maxDuration: maxDuration === NONE ? null : durationToProto(maxDuration) }),
    ...(targetAccuracy === undefined ? {} : { targetAccuracy: targetAccuracy === NONE ? 0 : targetAccuracy }),
  };
}

/** Nothing where the flag is left out. */
export function medianStoppingOf({ medianStopping }: BudgetFlags): Pick<SearchSpecInput, 'medianStopping'> {
  if (medianStopping === undefined) return {};
  if (medianStopping === NONE) return { medianStopping: null };
  return { medianStopping: medianStopping === true ? {} : medianStopping };
}

function targetShare(text: string): number {
  const value = decimalNumber(0, 1)(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('must be a number above 0 and at most 1');
}

function medianFlag(text: string): MedianFlag {
  const [trials = '', epochs = '', ...more] = text.split(',');
  if (epochs === '' || more.length > 0) {
    throw new InvalidArgumentError('must be two whole numbers, for instance 10,2: trials, epochs');
  }
  return {
    minTrials: named('trials', wholeNumber(1, 10_000), trials),
    minEpochs: named('epochs', wholeNumber(1, 4096), epochs),
  };
}

function named(what: string, parse: (text: string) => number, text: string): number {
  try {
    return parse(text.trim());
  } catch (error) {
    throw new InvalidArgumentError(`${what} ${(error as Error).message}`);
  }
}
