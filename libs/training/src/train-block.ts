import type { ImageSet } from '@blockqnn/datasets';
import { initialiseWeights, type LayerGraph, NetworkError } from '@blockqnn/network';
import { deriveSeed } from './derive-seed.js';
import type { Engine, LoadedImages, OpenNetwork } from './engine.js';
import { epochBatches, stepsPerEpoch } from './epoch-batches.js';
import { learningOf } from './learning-of.js';
import { learningRateAt } from './learning-rate.js';
import type { EpochResult } from './loss-sums.js';
import type { Epoch, TrainingOutcome } from './outcome.js';
import type { Recipe } from './recipe.js';
import { chanceOf, isGuessing } from './restart-rule.js';
import { evaluate, plainBatches, trainEpoch } from './run-epoch.js';
import { OutOfMemoryError } from './training-error.js';
import { splitForValidation, TooFewImagesError, type ValidationSplit } from './validation-split.js';

/** How far an epoch has come. */
export interface StepProgress {
  /** Number of the epoch, as {@link Epoch.number}. */
  readonly epoch: number;
  /** Images trained on in this epoch so far. */
  readonly images: number;
  /** Images in the epoch. */
  readonly totalImages: number;
}

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
 * Trains a block's network by the early-stop recipe and measures its accuracy (paper, training details):
 *
 * 1. Images are held out for validation, the same ones for every block.
 * 2. Each epoch trains on all the other images, augmented, then measures accuracy on those held out.
 * 3. After the first epoch, a network that only guesses ({@link isGuessing}) on the held-out images and
 *    guessed on the training images too starts again with fresh weights and the learning rate times
 *    `restartFactor`, at most `maxRestarts` times. Validation alone would blame the learning rate for
 *    moving statistics that a short epoch leaves unsettled. The epoch thrown away stays in the list and
 *    keeps its number; the schedule counts anew, so `epochs` more follow.
 * 4. A loss that is infinite or not a number ends the training as failed, reason `diverged`.
 */
export async function trainBlock(options: TrainBlockOptions): Promise<TrainingOutcome> {
  const { graph, imageSet, recipe, seed, engine, now = () => performance.now() } = options;
  const start = now();
  const epochs: Epoch[] = [];
  const seconds = (): number => (now() - start) / 1000;
  const failed = (reason: 'diverged' | 'infeasible' | 'outOfMemory', message: string): TrainingOutcome => ({
    kind: 'failed',
    reason,
    message,
    epochs,
    seconds: seconds(),
  });
  const freshWeights = (use: number): ReturnType<typeof initialiseWeights> =>
    initialiseWeights(graph, deriveSeed(seed, 'weights', use));
  options.signal.throwIfAborted();
  await using images = await borrowOrLoad(options);
  try {
    const split = splitForValidation(imageSet.train.labels, recipe.validationFraction);
    await using network = await engine.open(graph, freshWeights(0), learningOf(recipe));
    const chances = {
      training: chanceOf(imageSet.train.labels, split.training),
      validation: chanceOf(imageSet.train.labels, split.validation),
    };
    let restarts = 0;
    for (let epoch = 1; epoch <= recipe.epochs; epoch += 1) {
      const result = await runEpoch(network, images.loaded, split, options, {
        number: epochs.length + 1,
        rateAt: (progress) => learningRateAt(recipe, epoch - 1 + progress, restarts),
      });
      epochs.push(result.epoch);
      options.onEpoch?.(result.epoch);
      if (!Number.isFinite(result.epoch.loss) || !Number.isFinite(result.validation.loss)) {
        return failed('diverged', `loss became ${result.epoch.loss} in epoch ${result.epoch.number}`);
      }
      const learnsNothing =
        epoch === 1 &&
        isGuessing(
          { accuracy: result.validation.accuracy, images: split.validation.length },
          chances.validation,
        ) &&
        isGuessing(
          { accuracy: result.epoch.trainingAccuracy, images: split.training.length },
          chances.training,
        );
      if (learnsNothing && restarts < recipe.maxRestarts) {
        restarts += 1;
        epoch = 0;
        await network.reset(freshWeights(restarts));
      }
    }
    return {
      kind: 'measured',
      accuracy: epochs.at(-1)?.accuracy ?? 0,
      epochs,
      restarts,
      seconds: seconds(),
      weights: await network.readWeights(),
    };
  } catch (error) {
    if (error instanceof OutOfMemoryError) return failed('outOfMemory', error.message);
    if (isInfeasible(error)) return failed('infeasible', error.message);
    throw error;
  }
}

function isInfeasible(error: unknown): error is Error {
  if (error instanceof NetworkError) return error.code === 'INFEASIBLE';
  return error instanceof TooFewImagesError;
}

interface EpochOutcome {
  readonly epoch: Epoch;
  readonly validation: EpochResult;
}

async function runEpoch(
  network: OpenNetwork,
  images: LoadedImages,
  { training, validation }: ValidationSplit,
  { recipe, seed, signal, onStep, now = () => performance.now() }: TrainBlockOptions,
  { number, rateAt }: { readonly number: number; readonly rateAt: (progress: number) => number },
): Promise<EpochOutcome> {
  const start = now();
  let done = 0;
  const batches = epochBatches(images, training, recipe, deriveSeed(seed, 'epoch', number));
  const steps = stepsPerEpoch(training.length, recipe.batchSize);
  const trained = await trainEpoch(network, batches, {
    learningRate: (step) => rateAt(step / steps),
    signal,
    onStep: (step) => {
      done += step.images;
      onStep?.({ epoch: number, images: done, totalImages: training.length });
    },
  });
  const validated = Number.isFinite(trained.loss)
    ? await evaluate(network, plainBatches(images, validation), signal)
    : { loss: Number.NaN, accuracy: 0 };
  return {
    validation: validated,
    epoch: {
      number,
      accuracy: validated.accuracy,
      loss: trained.loss,
      trainingAccuracy: trained.accuracy,
      learningRate: rateAt((steps - 1) / steps),
      seconds: (now() - start) / 1000,
    },
  };
}

/** Images that are given back only if they were loaded here. */
async function borrowOrLoad({
  images,
  engine,
  imageSet,
}: TrainBlockOptions): Promise<AsyncDisposable & { readonly loaded: LoadedImages }> {
  const loaded = images ?? (await engine.loadImages(imageSet.train, imageSet.shape));
  return {
    loaded,
    [Symbol.asyncDispose]: async () => {
      if (!images) await loaded[Symbol.asyncDispose]();
    },
  };
}
