import { DatasetError, type ImageSet } from '@blockqnn/datasets';
import { buildLayerGraph, encodeSafetensors, NetworkError, type Figures } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { trainBlock, type Engine, type TrainingOutcome } from '@blockqnn/training';
import { stackMisfits } from '../stack-misfits.js';
import type { ImageSets } from './image-sets.js';
import type { ChildMessage, LastMessage, TrainingJob } from './messages.js';
import { saysOutOfMemory } from './out-of-memory.js';
import { trainingBytes } from './training-memory.js';

export interface TrainTaskOptions {
  readonly job: number;
  readonly task: TrainingJob;
  readonly engine: Engine;
  readonly imageSets: ImageSets;
  readonly memoryLimitBytes: number;
  /** What the process occupied before it knew any image or network. */
  readonly idleBytes: number;
  readonly signal: AbortSignal;
  readonly send: (message: ChildMessage) => void;
}

const PROGRESS_INTERVAL_MS = 500;

/** Trains one block, from its text to the message that ends the job. Never rejects. */
export async function trainTask(options: TrainTaskOptions): Promise<LastMessage> {
  const { job, task, signal } = options;
  try {
    return await build(options);
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted', job };
    if (error instanceof DatasetError) {
      // A limit is the search's to mend; any other fault is this machine's.
      return { kind: error.code === 'limit' ? 'misfit' : 'datasetUnusable', job, message: error.message };
    }
    if (error instanceof NetworkError) return failed(job, 'infeasible', error.message);
    if (saysOutOfMemory(error)) return failed(job, 'outOfMemory', describe(error));
    return { kind: 'broken', job, message: `${task.nsc} on ${task.dataset}: ${describe(error)}` };
  }
}

async function build({ job, task, ...options }: TrainTaskOptions): Promise<LastMessage> {
  const graph = buildLayerGraph(parseBlock(task.nsc), task.stack);
  const { imageSet, images } = await options.imageSets.open(task.dataset);
  const misfits = stackMisfits(task.stack, {
    name: task.dataset,
    shape: imageSet.shape,
    classes: imageSet.classes.length,
  });
  if (misfits.length > 0) {
    const list = misfits.map(({ field, description }) => `${field}: ${description}`);
    return { kind: 'misfit', job, message: list.join('; ') };
  }
  const excess = foreseenExcess(graph.figures, imageSet, options, task);
  if (excess !== undefined) return failed(job, 'outOfMemory', excess);
  let quietUntilMs = 0;
  const outcome = await trainBlock({
    graph,
    imageSet,
    images,
    recipe: task.recipe,
    seed: task.seed,
    engine: options.engine,
    signal: options.signal,
    onEpoch: (epoch) => {
      // The last epoch of a network that diverged has no figures; the result says so.
      if (Number.isFinite(epoch.loss)) options.send({ kind: 'epoch', job, epoch });
    },
    onStep: ({ epoch, images: done, totalImages }) => {
      const nowMs = performance.now();
      if (nowMs < quietUntilMs && done < totalImages) return;
      quietUntilMs = nowMs + PROGRESS_INTERVAL_MS;
      options.send({ kind: 'progress', job, epoch, images: done, imagesPerEpoch: totalImages });
    },
  });
  return outcomeMessage(job, outcome, task.wantWeights);
}

/** What is wrong, where the process would grow beyond its limit. */
function foreseenExcess(
  figures: Figures,
  imageSet: ImageSet,
  {
    engine,
    idleBytes,
    memoryLimitBytes,
  }: Pick<TrainTaskOptions, 'engine' | 'idleBytes' | 'memoryLimitBytes'>,
  { recipe: { batchSize } }: TrainingJob,
): string | undefined {
  const imageBytes = imageSet.train.pixels.byteLength + imageSet.test.pixels.byteLength;
  const needed = idleBytes + imageBytes + trainingBytes(engine.info.name, figures, batchSize);
  if (needed <= memoryLimitBytes) return undefined;
  return `training needs a process of about ${mebibytes(needed)} with batches of ${String(batchSize)}, at most ${mebibytes(memoryLimitBytes)} allowed`;
}

function outcomeMessage(job: number, outcome: TrainingOutcome, wantWeights: boolean): LastMessage {
  if (outcome.kind === 'failed') return failed(job, outcome.reason, outcome.message);
  const { weights, epochs, ...rest } = outcome;
  return {
    ...rest,
    job,
    epochs: [...epochs],
    ...(wantWeights && { weights: encodeSafetensors(weights) }),
    residentBytes: process.memoryUsage.rss(),
  };
}

function failed(
  job: number,
  reason: 'diverged' | 'infeasible' | 'outOfMemory',
  message: string,
): LastMessage {
  return { kind: 'failed', job, reason, message, residentBytes: process.memoryUsage.rss() };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function mebibytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 1024 / 1024))} MiB`;
}
