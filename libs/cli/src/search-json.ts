import type { Epoch } from '@blockqnn/training/recipes';
import {
  durationFromProto,
  epochFromProto,
  timestampFromProto,
  type SearchMessage,
  type TrialMessage,
} from '@blockqnn/api';
import { recipeJson } from './recipe-json.js';
import { stripPrefix } from './strip-prefix.js';

/** JSON form of searches and trials, the same in `--json` output and in report files. */
export interface EvaluationJson {
  readonly trial: string;
  /** Canonical id. */
  readonly block: string;
  readonly nsc: string;
  readonly accuracy: number;
  readonly epochs: readonly Epoch[];
  readonly reward: number;
  readonly flops: number;
  readonly parameters: number;
  readonly density: number;
  readonly seconds: number;
  readonly worker: string;
}

export interface FailureJson {
  readonly trial: string;
  readonly block: string;
  readonly nsc: string;
  readonly reason: string;
  readonly message: string;
}

/** `blocks/{id}` → `{id}`. */
function blockIdOf(trial: TrialMessage): string {
  return (trial.block?.name ?? '').replace('blocks/', '');
}

/** Undefined unless the trial has a measurement. */
export function evaluationJson(trial: TrialMessage): EvaluationJson | undefined {
  const { measurement } = trial;
  if (!measurement) return undefined;
  return {
    trial: trial.name,
    block: blockIdOf(trial),
    nsc: trial.block?.nsc ?? '',
    accuracy: measurement.accuracy,
    epochs: measurement.epochs.map(epochFromProto),
    reward: trial.reward,
    flops: trial.figures?.flops ?? 0,
    parameters: trial.figures?.parameters ?? 0,
    density: trial.block?.density ?? 0,
    seconds: (durationFromProto(measurement.duration) ?? 0) / 1000,
    worker: trial.worker,
  };
}

/** Undefined unless the trial failed. */
export function failureJson(trial: TrialMessage): FailureJson | undefined {
  const { failure } = trial;
  if (!failure) return undefined;
  return {
    trial: trial.name,
    block: blockIdOf(trial),
    nsc: trial.block?.nsc ?? '',
    reason: stripPrefix(failure.reason, 'FAILURE_REASON_'),
    message: failure.message,
  };
}

export function searchJson(search: SearchMessage): Record<string, unknown> {
  const { spec } = search;
  return {
    name: search.name,
    displayName: orUnset(spec?.displayName),
    state: stripPrefix(search.state, 'SEARCH_STATE_'),
    strategy: stripPrefix(spec?.strategy ?? '', 'STRATEGY_KIND_').replaceAll('_', '-'),
    dataset: spec?.dataset,
    seed: spec?.seed,
    maxEvaluations: spec?.budget?.maxEvaluations,
    maxAttempts: spec?.budget?.maxAttempts,
    maxTrialsInFlight: orUnset(spec?.budget?.maxTrialsInFlight),
    maxDurationSeconds: seconds(spec?.budget?.maxDuration),
    targetAccuracy: orUnset(spec?.budget?.targetAccuracy),
    medianStopping: spec?.medianStopping ?? undefined,
    maxLayers: spec?.maxLayers,
    rewardWeights: spec?.rewardWeights,
    limits: {
      maxFlops: orUnset(spec?.limits?.maxFlops),
      maxParameters: orUnset(spec?.limits?.maxParameters),
      maxActivationBytes: orUnset(spec?.limits?.maxActivationBytes),
    },
    leaseSeconds: seconds(spec?.leaseDuration),
    stack: spec?.stack,
    recipe: spec?.recipe ? recipeJson(spec.recipe) : undefined,
    succeeded: search.succeededCount,
    failed: search.failedCount,
    open: search.openCount,
    cancelled: search.cancelledCount,
    imported: search.importedCount,
    duplicates: search.duplicateCount,
    infeasible: search.infeasibleCount,
    epsilon: search.epsilon,
    best: search.bestTrial ? evaluationJson(search.bestTrial) : undefined,
    created: isoTime(timestampFromProto(search.createTime)),
    deadline: isoTime(deadlineOf(search)),
    completed: isoTime(timestampFromProto(search.completeTime)),
    deleted: isoTime(timestampFromProto(search.deleteTime)),
    purged: isoTime(timestampFromProto(search.purgeTime)),
    endReason: orUnset(search.endReason),
    source: orUnset(search.source),
  };
}

/** When its time is up, ms since the epoch; undefined where it has as long as it takes. */
export function deadlineOf({ spec, createTime }: SearchMessage): number | undefined {
  const createdMs = timestampFromProto(createTime);
  const durationMs = durationFromProto(spec?.budget?.maxDuration);
  return createdMs === undefined || durationMs === undefined ? undefined : createdMs + durationMs;
}

/** 0 and '' stand for what is not set. */
function orUnset<Value extends number | string>(value: Value | undefined): Value | undefined {
  return value === 0 || value === '' ? undefined : value;
}

function seconds(duration: Parameters<typeof durationFromProto>[0]): number | undefined {
  const ms = durationFromProto(duration);
  return ms === undefined ? undefined : ms / 1000;
}

export function isoTime(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : new Date(epochMs).toISOString();
}
