import { setImmediate } from 'node:timers/promises';
import { type Batch, batchSize } from './batch.js';
import type { OpenNetwork } from './engine.js';
import type { LoadedImages } from './loaded-images.js';
import { type EpochResult, LossSums, type LossTotals } from './loss-sums.js';

/** Batches of images in the engine, or of such that are decoded while training goes on. */
export type Batches = Iterable<Batch> | AsyncIterable<Batch>;

export interface TrainEpochOptions {
  /** Step size, or that of each step of the epoch, counted from 0. */
  readonly learningRate: number | ((step: number) => number);
  /** Checked between steps; an aborted epoch rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Called after each step, and waited for. */
  readonly onStep?: (step: StepDone) => void | Promise<void>;
  /** Where an epoch goes on that was interrupted; `batches` are the rest of it. */
  readonly from?: EpochPosition;
}

/** How far an epoch has come. */
export interface EpochPosition {
  readonly steps: number;
  readonly totals: LossTotals;
}

export interface StepDone extends EpochPosition {
  /** Images of this step. */
  readonly images: number;
}

/** One step of the optimiser for each batch; ends early where the loss is not finite any more. */
export async function trainEpoch(
  network: OpenNetwork,
  batches: Batches,
  { learningRate, signal, onStep, from }: TrainEpochOptions,
): Promise<EpochResult> {
  const sums = new LossSums(from?.totals);
  let steps = from?.steps ?? 0;
  for await (const batch of batches) {
    // Steps block the thread; between them the process has to hear of aborts and answer others.
    await setImmediate();
    signal.throwIfAborted();
    const rate = typeof learningRate === 'number' ? learningRate : learningRate(steps);
    const images = batchSize(batch);
    sums.add(await network.step(batch, rate), images);
    steps += 1;
    await onStep?.({ images, steps, totals: sums.totals });
    if (!sums.isFinite) break;
  }
  return sums.mean();
}

/** Loss and accuracy with moving statistics. */
export async function evaluate(
  network: OpenNetwork,
  batches: Batches,
  signal: AbortSignal,
): Promise<EpochResult> {
  const sums = new LossSums();
  for await (const batch of batches) {
    await setImmediate();
    signal.throwIfAborted();
    sums.add(await network.classify(batch), batchSize(batch));
  }
  return sums.mean();
}

/** Images classified at once; a matter of memory and speed alone. */
export const EVALUATION_BATCH = 128;

/** Images as they are, in their order. */
export function* plainBatches(
  from: LoadedImages,
  indices: Int32Array,
  size = EVALUATION_BATCH,
): Generator<Batch, void, undefined> {
  for (let start = 0; start < indices.length; start += size) {
    yield { images: { kind: 'loaded', from, indices: indices.subarray(start, start + size) } };
  }
}
