import type { ImageSet } from '@blockqnn/datasets';
import type { LayerGraph } from '@blockqnn/network';
import type { Engine } from './engine.js';
import type { LoadedImages } from './loaded-images.js';
import { learningOf } from './learning-of.js';
import type { Epoch, TrainingOutcome } from './outcome.js';
import type { Recipe } from './recipe.js';
import { residentData } from './resident-data.js';
import { Stopwatch } from './stopwatch.js';
import { type StepProgress, trainEpochs } from './train-epochs.js';
import { NOTHING_DONE } from './training-progress.js';
import { reasonOf, startWeights } from './training-start.js';

export interface TrainBlockOptions {
  readonly graph: LayerGraph;
  readonly imageSet: ImageSet;
  readonly recipe: Recipe;
  /** A safe integer of at least 0; decides initial weights, order and augmentation of the images. */
  readonly seed: number;
  readonly engine: Engine;
  /** `imageSet.train` where it is on the engine already; otherwise it is loaded for this block alone. */
  readonly images?: LoadedImages;
  /** The training rejects with its reason, between two steps. */
  readonly signal: AbortSignal;
  /** Called after each epoch, thrown-away ones too. */
  readonly onEpoch?: (epoch: Epoch) => void;
  /** Called after each step. */
  readonly onStep?: (progress: StepProgress) => void;
  /** Milliseconds on a clock that never goes back, to measure durations. */
  readonly now?: () => number;
}

/**
 * Trains a block's network by the early-stop recipe (paper, training details; the loop is `trainEpochs`).
 * Its accuracy is that of the last epoch on images held out for validation, the same ones for every block.
 */
export async function trainBlock(options: TrainBlockOptions): Promise<TrainingOutcome> {
  const { graph, recipe, seed, engine, signal, onStep, now = () => performance.now() } = options;
  const watch = new Stopwatch(now);
  const seen: Epoch[] = [];
  const onEpoch = (epoch: Epoch): void => {
    seen.push(epoch);
    options.onEpoch?.(epoch);
  };
  signal.throwIfAborted();
  try {
    await using data = await residentData(options);
    const freshWeights = startWeights(graph, seed);
    await using network = await engine.open(graph, freshWeights(0), learningOf(recipe));
    const loop = { network, data, seed, signal, watch, freshWeights, keepBest: false, onEpoch, onStep };
    const { progress, diverged } = await trainEpochs(loop, NOTHING_DONE);
    const { epochs, restarts } = progress;
    const { seconds } = watch;
    if (diverged !== undefined) {
      return { kind: 'failed', reason: 'diverged', message: diverged, epochs, seconds };
    }
    const weights = await network.readWeights();
    return { kind: 'measured', accuracy: epochs.at(-1)?.accuracy ?? 0, epochs, restarts, seconds, weights };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    const { seconds } = watch;
    return { kind: 'failed', reason, message: (error as Error).message, epochs: seen, seconds };
  }
}
