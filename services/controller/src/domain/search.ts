import type { Limits, Stack } from '@blockqnn/network';
import type { RewardWeights, StrategyKind } from '@blockqnn/search';
import type { Recipe } from '@blockqnn/training/recipes';

/** What a search may spend; bounds in `controller.v1.Budget`. */
export interface Budget {
  /** Trials that are ever made, imported ones not counted. */
  readonly maxEvaluations: number;
  /** How often one block is handed out before its trial fails. */
  readonly maxAttempts: number;
  /** Trials leased at once; undefined: any number. */
  readonly maxTrialsInFlight?: number | undefined;
  /** From the creation on; undefined: no bound. */
  readonly maxDurationMs?: number | undefined;
  /** In (0, 1]; undefined: none. */
  readonly targetAccuracy?: number | undefined;
}

/** When hopeless trainings are ended early; see `median-stopping.ts`. */
export interface MedianStopping {
  /** Completed trials with an accuracy curve that there have to be. */
  readonly minTrials: number;
  /** Epochs that every trial is given. */
  readonly minEpochs: number;
}

/** What to search for, and how, with every default filled in; bounds in `controller.v1.SearchSpec`. */
export interface SearchSpec {
  readonly displayName: string;
  readonly strategy: StrategyKind;
  readonly seed: number;
  /** With options, for instance `cifar10?limit=2000`. */
  readonly dataset: string;
  readonly stack: Stack;
  readonly recipe: Recipe;
  readonly rewardWeights: RewardWeights;
  readonly budget: Budget;
  readonly limits: Limits;
  readonly maxLayers: number;
  readonly leaseMs: number;
  readonly medianStopping?: MedianStopping | undefined;
}

export type SearchState = 'running' | 'paused' | 'completed' | 'deleted';

/** Since when a search is deleted, and until when it can be brought back. */
export interface Deletion {
  readonly from: Exclude<SearchState, 'deleted'>;
  readonly atMs: number;
  readonly purgeAtMs: number;
}

/** A run of a strategy. */
export interface Search {
  readonly id: string;
  /** Order of creation among all searches, from 1. */
  readonly ordinal: number;
  readonly spec: SearchSpec;
  readonly state: SearchState;
  /** Trials ever made, imported ones among them. */
  readonly trialCount: number;
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly cancelledCount: number;
  readonly importedCount: number;
  readonly duplicateCount: number;
  readonly infeasibleCount: number;
  /** Completions that were broadcast: their places in the search's sequence of events run from 1 to this. */
  readonly completionCount: number;
  /** Proposals in a row that gave no new trial. */
  readonly rejectedInARow: number;
  /** Share of random decisions in the next proposal. */
  readonly epsilon: number;
  /** The measured trial of the highest reward. */
  readonly best: { readonly trial: number; readonly reward: number } | undefined;
  /** Why no further trial is made although the budget would allow it; empty where that is not so. */
  readonly endReason: string;
  /** Hands out nothing more, not even further attempts: its time is up, or its target reached. */
  readonly closed: boolean;
  /** Id of the search that this is a clone of; empty for none. */
  readonly source: string;
  readonly deletion: Deletion | undefined;
  readonly createdAtMs: number;
  readonly completedAtMs: number | undefined;
}

/** Trials handed out or waiting to be handed out again. */
export function openCount(search: Search): number {
  return search.trialCount - search.succeededCount - search.failedCount - search.cancelledCount;
}

/** Whether the search may make a further trial, its state and the trials in flight aside. */
export function hasBudget(search: Search): boolean {
  const { endReason, trialCount, importedCount, spec } = search;
  return endReason === '' && trialCount - importedCount < spec.budget.maxEvaluations;
}

/** The search, completed if nothing is left to do in it. A deleted one stays so until it is brought back. */
export function completedIfDone(search: Search, nowMs: number): Search {
  const { state } = search;
  if (state === 'completed' || state === 'deleted') return search;
  if (hasBudget(search) || openCount(search) > 0) return search;
  return { ...search, state: 'completed', completedAtMs: nowMs };
}

/** When the search's time is up; infinite where it has no bound. */
export function endsAtMs({ createdAtMs, spec }: Search): number {
  return createdAtMs + (spec.budget.maxDurationMs ?? Infinity);
}
