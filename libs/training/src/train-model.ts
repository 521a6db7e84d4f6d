import type { LayerGraph } from '@blockqnn/network';
import { type Checkpoint, type CheckpointStore, ForeignCheckpointError } from './checkpoint.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import type { Engine, OpenNetwork } from './engine.js';
import { learningOf } from './learning-of.js';
import type { Epoch, FailureReason, ModelOutcome, TestFigures } from './outcome.js';
import { evaluate } from './run-epoch.js';
import { Stopwatch } from './stopwatch.js';
import { type StepProgress, trainEpochs } from './train-epochs.js';
import type { TrainingData } from './training-data.js';
import { differenceOf, identityOf, type TrainingIdentity } from './training-identity.js';
import { type BestWeights, NOTHING_DONE, type TrainingProgress } from './training-progress.js';
import { reasonOf, startWeights } from './training-start.js';

export interface TrainModelOptions {
  readonly graph: LayerGraph;
  /** The images, with the recipe that the training goes by. Not disposed of. */
  readonly data: TrainingData;
  /** A safe integer of at least 0; decides initial weights, order and augmentation of the images. */
  readonly seed: number;
  readonly engine: Engine;
  /** Between two steps the training is kept as it is, and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Where checkpoints are kept; without it an interrupted training is lost. Not emptied at the end. */
  readonly checkpoints?: CheckpointStore;
  /** Milliseconds between two checkpoints within an epoch, at least; see `CheckpointKeeper`. Default 60,000. */
  readonly checkpointMs?: number;
  /** Called once, before the first step, where the training goes on from a checkpoint. */
  readonly onResume?: (progress: TrainingProgress) => void;
  /** Called after each epoch of this run, thrown-away ones too. */
  readonly onEpoch?: (epoch: Epoch) => void;
  /** Called after each step. */
  readonly onStep?: (progress: StepProgress) => void;
  /** Milliseconds on a clock that never goes back, to measure durations. */
  readonly now?: () => number;
}

const CHECKPOINT_MS = 60_000;

/**
 * The full training of a model (paper, training details; the loop is `trainEpochs`):
 *
 * 1. Goes on from the newest checkpoint, where there is one. Throws {@link ForeignCheckpointError} where
 *    that belongs to another training.
 * 2. Trains by the recipe, keeping the weights of the best epoch on the validation images.
 * 3. Measures those weights once on the test images.
 */
export async function trainModel(options: TrainModelOptions): Promise<ModelOutcome> {
  const { graph, data, seed, engine, signal, checkpoints, now = () => performance.now() } = options;
  signal.throwIfAborted();
  const identity = checkpoints && identityOf(graph, data, seed, engine.info);
  const kept = identity && (await readOwn(checkpoints, identity));
  const watch = new Stopwatch(now, kept?.seconds);
  const freshWeights = startWeights(graph, seed);
  let epochs = kept?.progress.epochs ?? [];
  const onEpoch = (epoch: Epoch): void => {
    epochs = [...epochs, epoch];
    options.onEpoch?.(epoch);
  };
  try {
    await using network = await engine.open(graph, freshWeights(0), learningOf(data.recipe));
    if (kept) {
      await network.writeState(kept.network);
      options.onResume?.(kept.progress);
    }
    const keeper =
      identity &&
      new CheckpointKeeper({
        store: checkpoints,
        network,
        identity,
        watch,
        now,
        intervalMs: options.checkpointMs ?? CHECKPOINT_MS,
        lastEpoch: data.recipe.epochs,
      });
    const { onStep } = options;
    const onProgress = keeper && ((progress: TrainingProgress) => keeper.observe(progress));
    const loop = { network, data, seed, signal, watch, freshWeights, keepBest: true };
    const { progress, diverged } = await trainEpochs(
      { ...loop, onEpoch, onStep, onProgress },
      kept?.progress ?? NOTHING_DONE,
    ).catch(async (error: unknown) => {
      // Stopped between two steps, the network is where the last progress says; a step that failed is not.
      if (signal.aborted && error === signal.reason) await keeper?.keep();
      throw error;
    });
    if (diverged !== undefined) return failed('diverged', diverged, progress.epochs, watch);
    const { best, restarts } = progress;
    if (!best) throw new Error('a training of at least one epoch has a best one');
    const test = await measure(network, best, data, signal);
    const { weights, ...figures } = best;
    const { seconds } = watch;
    return { kind: 'trained', epochs: progress.epochs, restarts, seconds, best: figures, test, weights };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return failed(reason, (error as Error).message, epochs, watch);
  }
}

function failed(
  reason: FailureReason,
  message: string,
  epochs: readonly Epoch[],
  { seconds }: Stopwatch,
): ModelOutcome {
  return { kind: 'failed', reason, message, epochs, seconds };
}

async function readOwn(store: CheckpointStore, identity: TrainingIdentity): Promise<Checkpoint | undefined> {
  const checkpoint = await store.read();
  const difference = checkpoint && differenceOf(checkpoint.identity, identity);
  if (difference === undefined) return checkpoint;
  throw new ForeignCheckpointError(`checkpoint: belongs to another training: ${difference}`);
}

async function measure(
  network: OpenNetwork,
  { accuracy, loss, weights }: BestWeights,
  data: TrainingData,
  signal: AbortSignal,
): Promise<TestFigures> {
  const { images } = data.test;
  if (data.validatesOnTest) return { accuracy, loss, images };
  await network.reset(weights);
  return { ...(await evaluate(network, data.testBatches(signal), signal)), images };
}
