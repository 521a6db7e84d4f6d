import { checkAgent } from './check-agent.js';
import { checkBudget } from './check-budget.js';
import { checkRegistry } from './check-registry.js';
import { checkResults } from './check-results.js';
import { checkSubscribers } from './check-subscribers.js';
import { checkWrites } from './check-writes.js';
import type { RoundEvidence, Violation } from './evidence.js';

/** Holds everything that a round left behind against the laws. */
export function checkRound({ searches, writes }: RoundEvidence): Violation[] {
  const violations = searches.flatMap((search) => [
    ...checkResults(search),
    ...checkBudget(search),
    ...checkRegistry(search),
    ...checkSubscribers(search),
    ...checkAgent(search),
  ]);
  return writes === undefined ? violations : [...violations, ...checkWrites(writes)];
}
