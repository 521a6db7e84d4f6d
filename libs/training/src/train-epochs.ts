import type { Weights } from '@blockqnn/network';
import { deriveSeed } from './derive-seed.js';
import type { OpenNetwork } from './engine.js';
import { learningRateAt } from './learning-rate.js';
import type { EpochResult } from './loss-sums.js';
import type { BestEpoch, Epoch } from './outcome.js';
import { isGuessing } from './restart-rule.js';
import { evaluate, trainEpoch } from './run-epoch.js';
import type { Stopwatch } from './stopwatch.js';
import type { TrainingData } from './training-data.js';
import { type BestWeights, epochsDone, type TrainingProgress } from './training-progress.js';

/** How far an epoch has come. */
export interface StepProgress {
  /** Number of the epoch, as {@link Epoch.number}. */
  readonly epoch: number;
  /** Images trained on in this epoch so far, before an interruption too. */
  readonly images: number;
  /** Images in the epoch. */
  readonly totalImages: number;
  /** Mean over the images so far, in nats. */
  readonly loss: number;
}

export interface TrainEpochsOptions {
  readonly network: OpenNetwork;
  readonly data: TrainingData;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly watch: Stopwatch;
  /** Initial weights of the n-th start, counted from 0. */
  readonly freshWeights: (start: number) => Weights;
  /** Whether the weights of the best epoch are kept. */
  readonly keepBest: boolean;
  readonly onEpoch?: ((epoch: Epoch) => void) | undefined;
  readonly onStep?: ((progress: StepProgress) => void) | undefined;
  /** Called after each step and each epoch, and waited for; the network is then where the progress says. */
  readonly onProgress?: ((progress: TrainingProgress) => Promise<void>) | undefined;
}

/** How the epochs ended. */
export interface EpochsDone {
  readonly progress: TrainingProgress;
  /** What happened, where the loss became infinite or not a number. */
  readonly diverged?: string;
}

/**
 * The loop of every training: epochs from where it is to the recipe's last one.
 *
 * 1. An epoch trains on all images but those held out, with the schedule's learning rate for each step.
 * 2. Then accuracy is measured on the validation images.
 * 3. A loss that is infinite or not a number ends the training.
 * 4. After the first epoch, a network that only guesses on validation and training images starts again:
 *    fresh weights, a smaller learning rate, the schedule from its beginning. Validation alone would blame
 *    the learning rate for moving statistics that a short epoch leaves unsettled. The epoch thrown away
 *    stays in the list and keeps its number.
 */
export async function trainEpochs(options: TrainEpochsOptions, from: TrainingProgress): Promise<EpochsDone> {
  const { network, data, freshWeights, onEpoch, onProgress } = options;
  let progress = from;
  while (epochsDone(progress) < data.recipe.epochs) {
    const { epoch, validation } = await runEpoch(options, progress);
    onEpoch?.(epoch);
    const { best, restarts } = progress;
    const epochs = [...progress.epochs, epoch];
    if (!Number.isFinite(epoch.loss) || !Number.isFinite(validation.loss)) {
      const diverged = `loss became ${epoch.loss} in epoch ${epoch.number}`;
      return { progress: { ...progress, epochs }, diverged };
    }
    if (epochs.length - restarts === 1 && restarts < data.recipe.maxRestarts && learntNothing(data, epoch)) {
      await network.reset(freshWeights(restarts + 1));
      progress = { epochs, restarts: restarts + 1 };
    } else {
      const better = await bestOf(options, best, { epoch: epoch.number, ...validation });
      progress = { epochs, restarts, ...(better && { best: better }) };
    }
    await onProgress?.(progress);
  }
  return { progress };
}

interface EpochOutcome {
  readonly epoch: Epoch;
  readonly validation: EpochResult;
}

async function runEpoch(
  { network, data, seed, signal, watch, onStep, onProgress }: TrainEpochsOptions,
  progress: TrainingProgress,
): Promise<EpochOutcome> {
  const { recipe, stepsPerEpoch, training } = data;
  const { position } = progress;
  const startSeconds = position?.startSeconds ?? watch.seconds;
  const number = progress.epochs.length + 1;
  const rateOf = (step: number): number =>
    learningRateAt(recipe, epochsDone(progress) + step / stepsPerEpoch, progress.restarts);
  const batches = data.trainingBatches({
    seed: deriveSeed(seed, 'epoch', number),
    skip: position?.steps ?? 0,
    signal,
  });
  const trained = await trainEpoch(network, batches, {
    learningRate: rateOf,
    signal,
    ...(position && { from: position }),
    onStep: async ({ steps, totals }) => {
      const { images, loss } = totals;
      onStep?.({ epoch: number, images, totalImages: training.images, loss: loss / images });
      if (Number.isFinite(totals.loss)) {
        await onProgress?.({ ...progress, position: { steps, totals, startSeconds } });
      }
    },
  });
  const validated = Number.isFinite(trained.loss)
    ? await evaluate(network, data.validationBatches(signal), signal)
    : { loss: Number.NaN, accuracy: 0 };
  return {
    validation: validated,
    epoch: {
      number,
      accuracy: validated.accuracy,
      loss: trained.loss,
      trainingAccuracy: trained.accuracy,
      learningRate: rateOf(stepsPerEpoch - 1),
      seconds: watch.seconds - startSeconds,
    },
  };
}

function learntNothing({ validation, training }: TrainingData, epoch: Epoch): boolean {
  return (
    isGuessing({ accuracy: epoch.accuracy, images: validation.images }, validation.chance) &&
    isGuessing({ accuracy: epoch.trainingAccuracy, images: training.images }, training.chance)
  );
}

async function bestOf(
  { network, keepBest }: TrainEpochsOptions,
  before: BestWeights | undefined,
  now: BestEpoch,
): Promise<BestWeights | undefined> {
  if (!keepBest) return undefined;
  const isBetter =
    !before || now.accuracy > before.accuracy || (now.accuracy === before.accuracy && now.loss < before.loss);
  return isBetter ? { ...now, weights: await network.readWeights() } : before;
}
