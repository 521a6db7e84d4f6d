import { evaluationToProto, type EvaluationInput } from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import type { SearchSpec } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { trialSeed } from '../domain/trial-seed.js';

/** A completed trial as the registry keeps it and NATS broadcasts it. Throws RangeError for any other trial. */
export function evaluationMessage(spec: SearchSpec, trial: Trial): EvaluationInput {
  const { searchId, number, status, figures, attempt, worker } = trial;
  if (status.kind !== 'completed') throw new RangeError(`trial ${number} is ${status.kind}, not completed`);
  return evaluationToProto({
    searchId,
    trialNumber: number,
    block: parseBlock(trial.nsc),
    dataset: spec.dataset,
    stack: spec.stack,
    figures,
    outcome: status.outcome,
    reward: status.reward,
    attempt,
    worker,
    completedAtMs: status.completedAtMs,
    provenance:
      trial.origin === ''
        ? { strategy: spec.strategy, recipe: spec.recipe, seed: trialSeed(spec.seed, number) }
        : undefined,
  });
}
