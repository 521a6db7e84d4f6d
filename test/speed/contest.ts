import type { BenchContext } from '../tools/bench.js';
import { Team, type TeamOptions } from './team.js';

/** Work that is measured, in one split of the machine's cores. */
export interface Contestant extends Pick<TeamOptions, 'processes' | 'env'> {
  readonly name: string;
  readonly command: readonly string[];
}

export interface Measured {
  readonly name: string;
  /** Median over the rounds, of the whole machine. */
  readonly stepsPerSecond: number;
}

/** A contestant that has started. */
interface Runner {
  readonly name: string;
  readonly side: number;
  readonly turn: number;
  readonly team: Team;
  /** Steps a second, of each round. */
  readonly speeds: number[];
}

const ROUNDS = 5;
const SECONDS = 1.2;

/**
 * Measures the contestants of each side. They are all started first, then work one after the other, first
 * of every side, second of every side, and so on, for some rounds: what the machine does besides hits all
 * alike.
 */
export async function measureInTurns(
  sides: readonly (readonly Contestant[])[],
  { log, signal }: BenchContext,
): Promise<readonly (readonly Measured[])[]> {
  const runners: Runner[] = [];
  try {
    for (const [side, contestants] of sides.entries()) {
      for (const [turn, { name, command, ...options }] of contestants.entries()) {
        log(`${name} starts …`);
        const team = await Team.start(command, { ...options, signal });
        runners.push({ name, side, turn, team, speeds: [] });
      }
    }
    const order = runners.toSorted((one, other) => one.turn - other.turn || one.side - other.side);
    for (let round = 1; round <= ROUNDS; round += 1) {
      log(`round ${round} of ${ROUNDS}`);
      for (const { team, speeds } of order) {
        signal.throwIfAborted();
        speeds.push(await team.stepsPerSecond(SECONDS));
      }
    }
  } finally {
    await Promise.all(runners.map(({ team }) => team[Symbol.asyncDispose]()));
  }
  return sides.map((_, side) =>
    runners
      .filter((runner) => runner.side === side)
      .map(({ name, speeds }) => ({ name, stepsPerSecond: median(speeds) })),
  );
}

/** The fastest of each side. */
export function bestOf(sides: readonly (readonly Measured[])[]): readonly (Measured | undefined)[] {
  return sides.map((side) => side.toSorted((one, other) => other.stepsPerSecond - one.stepsPerSecond)[0]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
