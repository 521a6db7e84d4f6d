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
import { type BestWeights, epochsDone, epochsToJudge, type TrainingProgress } from './training-progress.js';

/** How far an epoch has come. */
export interface StepProgress {
  /** Number of the epoch, as {@link Epoch.number}. */
  readonly epoch: number;
  /** Epochs finished since the last start; those that were thrown away do not count. */
  readonly epochsBefore: number;
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
 * 3. A loss that is infinite or not a number ends the training, unless a restart is left (4).
 * 4. After the first epoch, or the one with which the warm-up is over, a network that only guesses on
 *    validation and training images starts again: fresh weights, a smaller learning rate, the schedule from
 *    its beginning. Validation alone would blame the learning rate for moving statistics that a short epoch
 *    leaves unsettled, and before the end of the warm-up the rate is smaller than it will be. Epochs thrown
 *    away stay in the list and keep their numbers. An epoch that diverges then, after a first sound step,
 *    learnt nothing either: its steps were too large, and its loss is that of the steps before.
 */
export async function trainEpochs(options: TrainEpochsOptions, from: TrainingProgress): Promise<EpochsDone> {
  const { network, data, freshWeights, onEpoch, onProgress } = options;
  const { recipe } = data;
  let progress = from;
  while (epochsDone(progress, recipe) < recipe.epochs) {
    const { epoch, validation, soundLoss } = await runEpoch(options, progress);
    const { best, restarts } = progress;
    const diverged = divergence(epoch, validation);
    const done = epochsDone({ epochs: [...progress.epochs, epoch], restarts }, recipe);
    const mayRestart = done === epochsToJudge(recipe) && restarts < recipe.maxRestarts;
    if (mayRestart && (diverged === undefined ? learntNothing(data, epoch) : soundLoss !== undefined)) {
      const thrownAway = { ...epoch, loss: soundLoss ?? epoch.loss };
      onEpoch?.(thrownAway);
      await network.reset(freshWeights(restarts + 1));
      progress = { epochs: [...progress.epochs, thrownAway], restarts: restarts + 1 };
    } else {
      onEpoch?.(epoch);
      const epochs = [...progress.epochs, epoch];
      if (diverged !== undefined) return { progress: { ...progress, epochs }, diverged };
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
  /** Mean loss of the steps before any was infinite or not a number; undefined where the first was. */
  readonly soundLoss: number | undefined;
}

async function runEpoch(
  { network, data, seed, signal, watch, onStep, onProgress }: TrainEpochsOptions,
  progress: TrainingProgress,
): Promise<EpochOutcome> {
  const { recipe, stepsPerEpoch, training } = data;
  const { position } = progress;
  const startSeconds = position?.startSeconds ?? watch.seconds;
  const number = progress.epochs.length + 1;
  const epochsBefore = epochsDone(progress, recipe);
  const rateOf = (step: number): number =>
    learningRateAt(
      recipe,
      epochsDone(progress, recipe) + step / stepsPerEpoch,
      progress.restarts,
      1 / stepsPerEpoch,
    );
  const batches = data.trainingBatches({
    seed: deriveSeed(seed, 'epoch', number),
    skip: position?.steps ?? 0,
    signal,
  });
  let sound = position?.totals;
  const trained = await trainEpoch(network, batches, {
    learningRate: rateOf,
    signal,
    ...(position && { from: position }),
    onStep: async ({ steps, totals }) => {
      const { images, loss } = totals;
      onStep?.({
        epoch: number,
        epochsBefore,
        images,
        totalImages: training.images,
        loss: loss / images,
      });
      if (Number.isFinite(totals.loss)) {
        sound = totals;
        await onProgress?.({ ...progress, position: { steps, totals, startSeconds } });
      }
    },
  });
  const validated = Number.isFinite(trained.loss)
    ? await evaluate(network, data.validationBatches(signal), signal)
    : { loss: Number.NaN, accuracy: 0 };
  return {
    validation: validated,
    soundLoss: sound && sound.loss / sound.images,
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

/** Which loss is infinite or no number, if one is. */
function divergence(epoch: Epoch, validation: EpochResult): string | undefined {
  if (!Number.isFinite(epoch.loss)) return `training loss became ${epoch.loss} in epoch ${epoch.number}`;
  if (Number.isFinite(validation.loss)) return undefined;
  return `validation loss became ${validation.loss} in epoch ${epoch.number}`;
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
