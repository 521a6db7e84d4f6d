import type { EpsilonPhase } from './hyper-parameters.js';

/**
 * Share of random decisions after so many iterations, whole or not. At the border between two phases the
 * later one holds; behind the last phase its ε stays.
 */
export function epsilonAt(iterations: number, schedule: readonly EpsilonPhase[]): number {
  let end = 0;
  for (const phase of schedule) {
    end += phase.iterations;
    if (iterations < end) return phase.epsilon;
  }
  return schedule.at(-1)?.epsilon ?? 0;
}

/** Iterations that a schedule spans: 178 in the paper. */
export function scheduleLength(schedule: readonly EpsilonPhase[]): number {
  return schedule.reduce((sum, phase) => sum + phase.iterations, 0);
}
