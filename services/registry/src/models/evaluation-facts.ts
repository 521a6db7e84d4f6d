import { evaluationFromProto, trialName, type EvaluationMessage } from '@blockqnn/api';
import type { EvaluationFacts } from '@blockqnn/export';

/** What a model card tells of an evaluation; undefined for a failure. Who worked on it stays here. */
export function evaluationFacts(message: EvaluationMessage): EvaluationFacts | undefined {
  const evaluation = evaluationFromProto(message);
  const { outcome, provenance } = evaluation;
  if (outcome.kind !== 'measured') return undefined;
  return {
    name: trialName(evaluation.searchId, evaluation.trialNumber),
    dataset: evaluation.dataset,
    stack: evaluation.stack,
    figures: evaluation.figures,
    validationAccuracy: outcome.accuracy,
    recipe: provenance && { ...provenance.recipe },
    seed: provenance?.seed,
    epochs: outcome.epochs.length,
    seconds: outcome.seconds,
    device: outcome.device,
    completedAt: new Date(evaluation.completedAtMs).toISOString(),
    strategy: provenance?.strategy ?? '',
    reward: evaluation.reward,
  };
}
