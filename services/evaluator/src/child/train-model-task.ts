import { createHash } from 'node:crypto';
import { formatDecodeSummary, type ImageSet } from '@blockqnn/datasets';
import { buildLayerGraph, encodeSafetensors, type Figures } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { StorageError } from '@blockqnn/storage';
import { CheckpointFolder, trainModel, type TrainedModel } from '@blockqnn/training';
import { deviceOf } from '../outcome.js';
import { stackMisfits } from '../stack-misfits.js';
import { curveText } from '../trainings/curve-text.js';
import { TrainingFolder } from '../trainings/training-folder.js';
import { endOfError, failed } from './end-of-error.js';
import { folderFault } from './folder-fault.js';
import { foreseenExcess } from './foreseen-excess.js';
import type { LastMessage, ModelJob } from './messages.js';
import { Pace } from './pace.js';
import type { TrainTaskOptions } from './train-task.js';

export interface TrainModelTaskOptions extends Omit<TrainTaskOptions, 'task'> {
  readonly task: ModelJob;
}

const PROGRESS_INTERVAL_MS = 500;
/** A process whose service was killed may be in the middle of a step still. */
const OWN_PATIENCE_MS = 10_000;
/** Copies of the parameters beside those of an early stop: the best epoch's, and a checkpoint being written. */
const MORE_COPIES = 6;

/** Trains a model in full, from its checkpoint to the result in its folder. Never rejects. */
export async function trainModelTask(options: TrainModelTaskOptions): Promise<LastMessage> {
  const { job, task, signal } = options;
  try {
    const folder = new TrainingFolder(task.folder);
    using _owned = await own(folder, task.restart, signal);
    if (task.restart) await folder.clear();
    // Another process may have finished it in the meantime.
    if (await folder.result()) {
      await new CheckpointFolder(folder.checkpoints).remove();
      return trained(job, []);
    }
    return await train(options, folder);
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted', job };
    if (error instanceof StorageError && error.code === 'IN_USE') {
      const message = `another process on this machine does this training, or hands it in, in ${task.folder}`;
      return { kind: 'taken', job, message };
    }
    const fault = folderFault(error, task.folder);
    if (fault !== undefined) return { kind: 'checkpointUnusable', job, message: fault };
    return endOfError(error, job, `${task.nsc} on ${task.dataset}`);
  }
}

/** The right to a folder; of a damaged one only where it is cleared then. */
async function own(folder: TrainingFolder, restart: boolean, signal: AbortSignal): Promise<Disposable> {
  try {
    return await folder.own(OWN_PATIENCE_MS, signal);
  } catch (error) {
    if (!restart || !(error instanceof StorageError) || error.code !== 'NOT_A_DATABASE') throw error;
    await folder.removeLock();
    return await folder.own(0, signal);
  }
}

async function train(options: TrainModelTaskOptions, folder: TrainingFolder): Promise<LastMessage> {
  const { job, task, engine, signal, send } = options;
  const { recipe, seed } = task;
  const graph = buildLayerGraph(parseBlock(task.nsc), task.stack);
  const { data: opened, imageBytes } = await options.imageSets.openData(task.dataset, recipe);
  await using data = opened;
  const { shape, classes } = data;
  const misfits = stackMisfits(task.stack, { name: task.dataset, shape, classes: classes.length });
  if (misfits.length > 0) {
    const list = misfits.map(({ field, description }) => `${field}: ${description}`);
    return { kind: 'misfit', job, message: list.join('; ') };
  }
  const { figures } = graph;
  const demand = { figures, batchSize: recipe.batchSize, imageBytes, moreCopies: MORE_COPIES };
  const excess = foreseenExcess(options, demand);
  if (excess !== undefined) return failed(job, 'outOfMemory', excess);
  const pace = new Pace(recipe.epochs);
  let quietUntilMs = 0;
  const checkpoints = new CheckpointFolder(folder.checkpoints);
  const outcome = await trainModel({
    graph,
    data,
    seed,
    engine,
    signal,
    checkpoints,
    onResume: ({ epochs, best, position }) => {
      send({
        kind: 'resumed',
        job,
        epochs: [...epochs],
        steps: position?.steps ?? 0,
        ...(best && { best: { epoch: best.epoch, accuracy: best.accuracy } }),
      });
    },
    onEpoch: (epoch) => {
      // The last epoch of a network that diverged has no figures; the result says so.
      if (Number.isFinite(epoch.loss)) send({ kind: 'epoch', job, epoch });
    },
    onStep: (step) => {
      const { epoch, images, totalImages: imagesPerEpoch, loss } = step;
      const nowMs = performance.now();
      const speed = pace.observe(step, nowMs);
      if (nowMs < quietUntilMs) return;
      // A network that diverged has no figures any more; the result says so.
      if (!Number.isFinite(loss)) return;
      quietUntilMs = nowMs + PROGRESS_INTERVAL_MS;
      send({ kind: 'progress', job, epoch, images, imagesPerEpoch, pace: { ...speed, loss } });
    },
  });
  if (outcome.kind === 'failed') return failed(job, outcome.reason, outcome.message);
  await keep(outcome, options, folder, figures);
  await checkpoints.remove();
  return trained(job, notesOn(data.found()));
}

async function keep(
  { epochs, best, test, seconds, weights }: TrainedModel,
  { task, engine: { info } }: TrainModelTaskOptions,
  folder: TrainingFolder,
  figures: Figures,
): Promise<void> {
  const { id, nsc, dataset, stack, recipe, seed } = task;
  const file = encodeSafetensors(weights);
  const curve = curveText(epochs);
  const training = {
    ...{ id, dataset, stack, recipe, seed, figures, seconds },
    block: parseBlock(nsc),
    epochs: epochs.length,
    bestEpoch: best.epoch,
    validationAccuracy: best.accuracy,
    testAccuracy: test.accuracy,
    testImages: test.images,
    weightsSha256: createHash('sha256').update(file).digest('hex'),
    curveSha256: createHash('sha256').update(curve).digest('hex'),
    device: deviceOf(info),
    engineVersion: info.version,
  };
  await folder.keepResult(training, file, curve);
}

function notesOn(found: ImageSet['found']): string[] {
  if (!found) return [];
  return [`training: ${formatDecodeSummary(found.train)}`, `test: ${formatDecodeSummary(found.test)}`];
}

function trained(job: number, notes: string[]): LastMessage {
  return { kind: 'trained', job, notes, residentBytes: process.memoryUsage.rss() };
}
