import type { Limits, Stack } from '@blockqnn/network';
import type { RewardWeights, StrategyKind } from '@blockqnn/search';
import type { Recipe } from '@blockqnn/training/recipes';

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
  readonly budget: {
    /** Trials that are ever made. */
    readonly maxEvaluations: number;
    /** How often one block is handed out before its trial fails. */
    readonly maxAttempts: number;
  };
  readonly limits: Limits;
  readonly maxLayers: number;
  readonly leaseMs: number;
}

export type SearchState = 'running' | 'paused' | 'completed';

/** A run of a strategy. */
export interface Search {
  readonly id: string;
  readonly spec: SearchSpec;
  readonly state: SearchState;
  /** Trials ever made. */
  readonly trialCount: number;
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly duplicateCount: number;
  readonly infeasibleCount: number;
  /** Proposals in a row that gave no new trial. */
  readonly rejectedInARow: number;
  /** Share of random decisions in the next proposal. */
  readonly epsilon: number;
  /** The measured trial of the highest reward. */
  readonly best: { readonly trial: number; readonly reward: number } | undefined;
  /** Why no further trial is made although the budget would allow it; empty where that is not so. */
  readonly endReason: string;
  readonly createdAtMs: number;
  readonly completedAtMs: number | undefined;
}

/** Trials handed out or waiting to be handed out again. */
export function openCount(search: Search): number {
  return search.trialCount - search.succeededCount - search.failedCount;
}

/** Whether the search may make a further trial, its state aside. */
export function hasBudget(search: Search): boolean {
  return search.endReason === '' && search.trialCount < search.spec.budget.maxEvaluations;
}

/** The search, completed if nothing is left to do in it. */
export function completedIfDone(search: Search, nowMs: number): Search {
  if (search.state === 'completed' || hasBudget(search) || openCount(search) > 0) return search;
  return { ...search, state: 'completed', completedAtMs: nowMs };
}
