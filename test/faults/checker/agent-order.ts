import { parseTrialName, type TrialMessage } from '@blockqnn/api';
import { isCompleted } from './check-registry.js';
import type { SearchEvidence } from './evidence.js';

/** One call of the strategy: a proposal for a new trial, or the observation of a completed one. */
export interface AgentStep {
  readonly kind: 'propose' | 'complete';
  readonly trial: TrialMessage;
}

/**
 * The calls of the strategy in their order: trials were made in the order of their numbers, completed in that of
 * the events that subscribers saw, and each was made after as many completions as the database says.
 */
export function agentSteps({ trials, sightings, stored }: SearchEvidence): AgentStep[] {
  const places = new Map(sightings.map(({ trial, sequence }) => [trial, sequence ?? 0]));
  const completed = trials
    .filter(isCompleted)
    .toSorted((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
  const steps: AgentStep[] = [];
  let done = 0;
  for (const trial of trials) {
    const { madeAfter = 0 } = stored.order.get(parseTrialName(trial.name)?.number ?? 0) ?? {};
    while (done < Math.min(madeAfter, completed.length)) {
      steps.push({ kind: 'complete', trial: completed[done] as TrialMessage });
      done += 1;
    }
    steps.push({ kind: 'propose', trial });
  }
  for (const trial of completed.slice(done)) steps.push({ kind: 'complete', trial });
  return steps;
}
