import type { EvaluationMessage, TrialMessage } from '@blockqnn/api';
import { isDeepStrictEqual } from 'node:util';
import type { SearchEvidence, Violation } from './evidence.js';

const LAW = 'the registry equals the controller';

/** The registry has each completed trial once, with the same in every field. */
export function checkRegistry({ search, trials, evaluations }: SearchEvidence): Violation[] {
  const violations: Violation[] = [];
  const broken = (subject: string, message: string): void => {
    violations.push({ law: LAW, subject, message });
  };
  const kept = new Map<string, EvaluationMessage>();
  for (const evaluation of evaluations) {
    if (kept.has(evaluation.trial)) broken(evaluation.trial, 'the registry has it twice');
    kept.set(evaluation.trial, evaluation);
  }
  for (const trial of trials.filter(isCompleted)) {
    const evaluation = kept.get(trial.name);
    kept.delete(trial.name);
    if (evaluation === undefined) {
      broken(trial.name, 'the registry does not have it');
      continue;
    }
    for (const [field, expected] of Object.entries(sharedFields(trial, search))) {
      const found = evaluation[field as keyof EvaluationMessage];
      if (isDeepStrictEqual(found ?? null, expected ?? null)) continue;
      broken(trial.name, `${field}: ${short(found)} in the registry, ${short(expected)} in the controller`);
    }
  }
  for (const name of kept.keys())
    broken(name, 'the registry has it; the controller has no such completed trial');
  return violations;
}

export function isCompleted({ state }: TrialMessage): boolean {
  return state === 'TRIAL_STATE_SUCCEEDED' || state === 'TRIAL_STATE_FAILED';
}

/** What trial and evaluation both tell. */
function sharedFields(trial: TrialMessage, { spec }: SearchEvidence['search']): Partial<EvaluationMessage> {
  const { block, figures, reward, attempt, worker, completeTime } = trial;
  return {
    block,
    figures,
    measurement: trial.measurement ?? null,
    failure: trial.failure ?? null,
    reward,
    attempt,
    worker,
    completeTime,
    dataset: spec?.dataset ?? '',
    stack: spec?.stack ?? null,
  };
}

function short(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}
