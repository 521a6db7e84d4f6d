import { timestampFromProto } from '@blockqnn/api';
import type { SearchEvidence, Violation } from './evidence.js';
import { mostInFlight } from './trials-in-flight.js';

/** What may be spent is spent, to the last trial, and never more; and the counters say so. */
export function checkBudget({ search, asked, trials, calls }: SearchEvidence): Violation[] {
  const violations: Violation[] = [];
  const broken = (law: string, subject: string, message: string): void => {
    violations.push({ law, subject, message });
  };
  const { name } = search;
  const { maxEvaluations, maxAttempts, maxTrialsInFlight } = asked;
  if (trials.length > maxEvaluations) {
    broken('the budget is exact', name, `${trials.length} trials of ${maxEvaluations}`);
  }
  if (trials.length < maxEvaluations && search.endReason === '') {
    broken(
      'the budget is exact',
      name,
      `completed after ${trials.length} trials of ${maxEvaluations}, for no reason given`,
    );
  }
  trials.forEach((trial, i) => {
    if (trial.name !== `${name}/trials/${i + 1}`) {
      broken('trials count from 1', trial.name, `it stands in place ${i + 1}`);
    }
    if (trial.attempt > maxAttempts) {
      broken('attempts are bounded', trial.name, `${trial.attempt} attempts of ${maxAttempts}`);
    }
    if (!/SUCCEEDED|FAILED|CANCELLED/.test(trial.state)) {
      broken('a completed search has no open trial', trial.name, `${trial.state} at the end`);
    }
  });
  checkCounters({ search, trials }, broken);
  checkBlocks(trials, broken);
  const { most, atMs } = mostInFlight(calls);
  if (maxTrialsInFlight > 0 && most > maxTrialsInFlight) {
    const when = new Date(atMs).toISOString();
    broken(
      'trials in flight are bounded',
      name,
      `${most} leases held at ${when}; ${maxTrialsInFlight} are allowed`,
    );
  }
  if (timestampFromProto(search.completeTime) === undefined) {
    broken('the budget is exact', name, 'it came to rest without being completed');
  }
  return violations;
}

type Broken = (law: string, subject: string, message: string) => void;

function checkCounters({ search, trials }: Pick<SearchEvidence, 'search' | 'trials'>, broken: Broken): void {
  const count = (state: string): number => trials.filter((trial) => trial.state === state).length;
  const counted = {
    succeeded_count: [search.succeededCount, count('TRIAL_STATE_SUCCEEDED')],
    failed_count: [search.failedCount, count('TRIAL_STATE_FAILED')],
    open_count: [search.openCount, count('TRIAL_STATE_LEASED') + count('TRIAL_STATE_PENDING')],
  } as const;
  for (const [counter, [told, real]] of Object.entries(counted)) {
    if (told !== real)
      broken('counters are exact', search.name, `${counter} is ${told}; there are ${real} such trials`);
  }
  const measured = trials
    .filter(({ state }) => state === 'TRIAL_STATE_SUCCEEDED')
    .map(({ reward }) => reward);
  const best = measured.length === 0 ? undefined : Math.max(...measured);
  if (search.bestTrial?.reward !== best && (search.bestTrial ?? undefined) !== best) {
    broken(
      'counters are exact',
      search.name,
      `best_trial has reward ${search.bestTrial?.reward ?? 'none'}; the best is ${best ?? 'none'}`,
    );
  }
}

function checkBlocks(trials: SearchEvidence['trials'], broken: Broken): void {
  const known = new Map<string, string>();
  for (const { name, block } of trials) {
    const id = block?.name ?? '';
    const first = known.get(id);
    if (first !== undefined) broken('a block is evaluated once', name, `${id} is that of ${first} too`);
    known.set(id, name);
  }
}
