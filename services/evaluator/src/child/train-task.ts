import { buildLayerGraph, encodeSafetensors } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { trainBlock, type TrainingOutcome } from '@blockqnn/training';
import { stackMisfits } from '../stack-misfits.js';
import { endOfError, failed } from './end-of-error.js';
import { foreseenExcess, type ProcessMemory } from './foreseen-excess.js';
import { imageBytesOf, type ImageSets } from './image-sets.js';
import type { ChildMessage, LastMessage, TrainingJob } from './messages.js';

export interface TrainTaskOptions extends ProcessMemory {
  readonly job: number;
  readonly task: TrainingJob;
  readonly imageSets: ImageSets;
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
    return endOfError(error, job, `${task.nsc} on ${task.dataset}`);
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
  const excess = foreseenExcess(options, {
    figures: graph.figures,
    batchSize: task.recipe.batchSize,
    imageBytes: imageBytesOf(imageSet),
  });
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
