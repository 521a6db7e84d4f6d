import { parseArgs } from 'node:util';
import type { DatabaseKind } from '../plan/fault-name.js';

export interface FaultArguments {
  readonly rounds: number;
  /** Of the rounds, only this one; undefined: all. */
  readonly only: number | undefined;
  readonly seed: number;
  readonly database: DatabaseKind;
  readonly workers: number;
  /** A report for programs on stdout. */
  readonly json: boolean;
  /** Logs and databases stay, whatever the outcome. */
  readonly keep: boolean;
}

export const USAGE = `Usage: npm run faults -- [--rounds N] [--seed S] [--only ROUND] [--database postgres|sqlite]
                        [--workers W] [--json] [--keep]

Kills, freezes and cuts off the services while simulated workers use them, and proves after each round that
nothing was lost and nothing counted twice. docs/faults.md lists faults and laws.

  --rounds N     rounds, 1 to 100,000 (20)
  --seed S       what happens follows from it, 0 to 4,294,967,295 (1)
  --only ROUND   only this round of the plan
  --database D   postgres (the default): with a stand-by; sqlite: one controller
  --workers W    worker processes of four loops each, 1 to 64 (2)
  --json         the report as JSON on stdout
  --keep         keep logs and databases even where nothing is wrong

Exit codes: 0 nothing was violated, 1 something was, 2 wrong use.`;

/** Throws an error with a message for people where a flag is wrong. */
export function parseFaultArguments(args: readonly string[]): FaultArguments | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '20' },
      only: { type: 'string' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: 'postgres' },
      workers: { type: 'string', default: '2' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { database } = values;
  if (database !== 'postgres' && database !== 'sqlite') {
    throw new Error(`--database is ${database}; it must be postgres or sqlite`);
  }
  const rounds = wholeNumber('rounds', values.rounds, 1, 100_000);
  return {
    rounds,
    only: values.only === undefined ? undefined : wholeNumber('only', values.only, 1, rounds),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
    database,
    workers: wholeNumber('workers', values.workers, 1, 64),
    json: values.json,
    keep: values.keep,
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`--${name} is ${text}; it must be a whole number from ${least} to ${most}`);
}
