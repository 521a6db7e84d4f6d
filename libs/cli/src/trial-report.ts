import { timestampFromProto, type TrialMessage } from '@blockqnn/api';
import { formatFittedTable } from './fitted-table.js';
import { formatShare } from './format.js';
import { evaluationJson, failureJson, isoTime } from './search-json.js';
import { stripPrefix } from './strip-prefix.js';

export const TRIAL_STATES = ['pending', 'leased', 'succeeded', 'failed', 'cancelled'] as const;
export type TrialState = (typeof TRIAL_STATES)[number];

/** Undefined for a state that this program does not know. */
export function trialState({ state }: TrialMessage): TrialState | undefined {
  return TRIAL_STATES.find((known) => known === stripPrefix(state, 'TRIAL_STATE_'));
}

export function trialJson(trial: TrialMessage): Record<string, unknown> {
  return {
    trial: trial.name,
    state: trialState(trial),
    attempt: trial.attempt,
    worker: trial.worker === '' ? undefined : trial.worker,
    block: trial.block?.name.replace('blocks/', ''),
    nsc: trial.block?.nsc,
    ...evaluationJson(trial),
    ...failureJson(trial),
    origin: trial.origin === '' ? undefined : trial.origin,
    created: isoTime(timestampFromProto(trial.createTime)),
    completed: isoTime(timestampFromProto(trial.completeTime)),
    leaseExpires: isoTime(timestampFromProto(trial.leaseExpireTime)),
  };
}

/**
 * Trials for people: a table, and below it what each failure says.
 *
 * @param columns - of the terminal; default: no bound
 */
export function formatTrials(trials: readonly TrialMessage[], columns = Number.POSITIVE_INFINITY): string {
  const table = formatFittedTable<TrialMessage>(
    [
      { title: '#', align: 'right', cell: numberOf },
      { title: 'STATE', cell: stateOf },
      { title: 'ATTEMPT', align: 'right', cell: ({ attempt }) => String(attempt) },
      { title: 'WORKER', leaveOut: 1, cut: { least: 8, most: 30 }, cell: workerOf },
      { title: 'NSC CODE', cut: { least: 16, most: 60 }, cell: ({ block }) => block?.nsc ?? '' },
      { title: 'EPOCHS', align: 'right', leaveOut: 2, cell: epochsOf },
      { title: 'ACCURACY', align: 'right', cell: accuracyOf },
      { title: 'REWARD', align: 'right', leaveOut: 3, cell: rewardOf },
    ],
    trials,
    columns,
  );
  const reasons = trials
    .filter(({ failure }) => failure && failure.message !== '')
    .map((trial) => `#${numberOf(trial)} ${trial.failure?.message ?? ''}`);
  return reasons.length === 0 ? table : [table, '', ...reasons].join('\n');
}

const numberOf = ({ name }: TrialMessage): string => name.slice(name.lastIndexOf('/') + 1);

/** A failure by its reason. */
function stateOf(trial: TrialMessage): string {
  const { failure } = trial;
  if (!failure) return trialState(trial) ?? '?';
  return `failed: ${stripPrefix(failure.reason, 'FAILURE_REASON_').replaceAll('_', ' ')}`;
}

/** Or where the result comes from. */
const workerOf = ({ worker, origin }: TrialMessage): string => (origin === '' ? worker : origin);

function epochsOf({ measurement, epochs }: TrialMessage): string {
  const count = (measurement?.epochs ?? epochs).length;
  return count === 0 ? '–' : String(count);
}

function accuracyOf({ measurement, epochs }: TrialMessage): string {
  const accuracy = measurement?.accuracy ?? epochs.at(-1)?.accuracy;
  return accuracy === undefined ? '–' : formatShare(accuracy);
}

const rewardOf = ({ measurement, reward }: TrialMessage): string => (measurement ? reward.toFixed(2) : '–');
