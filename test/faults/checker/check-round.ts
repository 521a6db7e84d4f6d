import { checkAgent } from './check-agent.js';
import { checkBudget } from './check-budget.js';
import { checkRegistry } from './check-registry.js';
import { checkResults } from './check-results.js';
import { checkSubscribers } from './check-subscribers.js';
import { checkWrites } from './check-writes.js';
import type { SearchEvidence, Violation } from './evidence.js';

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Searches whose agent was recomputed whole. */
  readonly recomputed: number;
}

/** Holds everything that a round left behind against the laws. */
export function checkRound(evidence: readonly SearchEvidence[]): Verdict {
  const agents = evidence.map(checkAgent);
  const violations = evidence.flatMap((search) => [
    ...checkResults(search),
    ...checkBudget(search),
    ...checkRegistry(search),
    ...checkSubscribers(search),
  ]);
  const writes = evidence[0]?.stored.writes ?? [];
  return {
    violations: [...violations, ...agents.flatMap((agent) => agent.violations), ...checkWrites(writes)],
    recomputed: agents.filter(({ recomputed }) => recomputed).length,
  };
}
