import type { Epoch, Recipe } from '@blockqnn/training/recipes';
import type { EpochProgress, ModelResult, TrainingResult } from './training-result.js';

/** What a worker is doing, for those who show it. */
export type Activity = { readonly worker: string } & (
  | { readonly kind: 'started'; readonly nsc: string; readonly dataset: string; readonly recipe: Recipe }
  | { readonly kind: 'progress'; readonly progress: EpochProgress }
  | { readonly kind: 'epoch'; readonly epoch: Epoch }
  /** `aborted`: the caller or the controller did not want it any more. */
  | { readonly kind: 'ended'; readonly result: TrainingResult['kind'] | ModelResult['kind'] | 'aborted' }
);
