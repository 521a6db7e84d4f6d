import {
  blockToProto,
  durationToProto,
  epochToProto,
  figuresToProto,
  outcomeToProto,
  recipeToProto,
  stackToProto,
  trainingName,
  trainingToProto,
  type EvaluatorMethods,
  type Training,
} from '@blockqnn/api';
import type { Figures } from '@blockqnn/network';
import { formatBlock } from '@blockqnn/nsc';
import { aborted, failedPrecondition, type ServerStreamHandler } from '@blockqnn/rpc';
import { trainingBegun } from '../business-events.js';
import { folderFault } from '../child/folder-fault.js';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import { deviceOf, outcomeOf, shortened } from '../outcome.js';
import { RESTART_HINT, UnusableResultError, type TrainingFolder } from '../trainings/training-folder.js';
import type { Trainings } from '../trainings/trainings.js';
import { persistentTraining } from '../trainings/persistent-training.js';
import type { EpochProgress, ModelResult, Resumption } from '../workers/training-result.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import { modelPlan, type ModelPlan } from './model-plan.js';
import { networkCost } from './network-cost.js';
import { reserveWorker } from './reserve-worker.js';

export interface TrainModelDependencies {
  readonly pool: WorkerPool;
  readonly catalogue: DatasetCatalogue;
  readonly trainings: Trainings;
  /** How long a caller waits for a worker before it is told that all are busy. */
  readonly patienceMs: number;
}

type Method = EvaluatorMethods['trainModel'];
type Response = Method['responseInput'];

/** How long a caller waits for the registry once the training is done; the evaluator goes on trying. */
const HAND_IN_MS = 30_000;

/**
 * Trains a model for a caller:
 * 1. validate everything at once, fill in defaults; the training's name follows;
 * 2. nobody else may be at it; what is done already is told at once;
 * 3. get a worker, ahead of the evaluator's own pulling, within bounded time;
 * 4. train from the checkpoint on, in one process after the other where they die, until done or the caller
 *    goes away;
 * 5. give the worker back and hand the result in.
 */
export function trainModel(dependencies: TrainModelDependencies): ServerStreamHandler<Method> {
  const { pool, catalogue, trainings, patienceMs } = dependencies;
  return async function* (request, { signal, logger }) {
    const plan = modelPlan(request, catalogue);
    const cost = networkCost(plan);
    if ('infeasible' in cost) {
      yield { started: startedOf(plan, undefined, '') };
      yield outcomeToProto({ kind: 'failed', reason: 'infeasible', message: shortened(cost.infeasible) });
      return;
    }
    using _underWay = await trainings.begin(plan.id, signal);
    const folder = trainings.folderOf(plan.id);
    const completed = async (training: Training, notes: readonly string[]): Promise<Response> => {
      const { registered, note } = await trainings.handIn(training, HAND_IN_MS, signal);
      const all = note === undefined ? [...notes] : [...notes, note];
      return { completed: { training: trainingToProto(training), registered, notes: all } };
    };
    let notes: readonly string[] = [];
    const known = request.restart ? undefined : await resultIn(folder);
    if (known) {
      await folder.tidy();
      yield { started: startedOf(plan, cost.figures, known.device) };
      yield await completed(known, []);
      return;
    }
    {
      using reservation = await reserveWorker(pool, patienceMs, signal);
      const { worker } = reservation;
      // Not before it is certain to be trained: what is not handed in now is so by the next process only.
      if (request.restart) await trainings.forget(plan.id);
      const name = trainingName(plan.id);
      const own = logger.child({ training: name, worker: worker.name });
      trainingBegun(own, { training: name, worker: worker.name, ...subjectOf(plan) });
      yield { started: startedOf(plan, cost.figures, deviceOf(worker.engine)) };
      await using _carried = await carry(trainings, plan.id, request.restart, signal);
      const task = { ...jobOf(plan), folder: folder.path, restart: request.restart };
      for await (const event of persistentTraining({ worker, task, signal, logger: own })) {
        if (event.kind === 'resumed') yield { resumed: resumedToProto(event.resumption) };
        else if (event.kind === 'progress') yield { progress: progressToProto(event.progress) };
        else if (event.kind === 'epoch') yield { epoch: epochToProto(event.epoch) };
        else if (event.result.kind === 'trained') ({ notes } = event.result);
        else {
          yield failureToProto(event.result);
          return;
        }
      }
    }
    const training = await folder.result();
    if (!training) throw new Error(`${folder.path}: holds no result though the training is done`);
    yield await completed(training, notes);
  };
}

/** As {@link Trainings.carryCheckpoints}; FAILED_PRECONDITION where the folder cannot be written to. */
async function carry(
  trainings: Trainings,
  id: string,
  restart: boolean,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  try {
    return await trainings.carryCheckpoints(id, restart, signal);
  } catch (error) {
    const fault = folderFault(error, trainings.folderOf(id).path);
    if (fault === undefined) throw error;
    throw failedPrecondition('CHECKPOINT_UNUSABLE', fault);
  }
}

/** The result, where there is one. Throws FAILED_PRECONDITION where another version wrote it. */
async function resultIn(folder: TrainingFolder): Promise<Training | undefined> {
  try {
    return await folder.result();
  } catch (error) {
    if (!(error instanceof UnusableResultError)) throw error;
    throw failedPrecondition('CHECKPOINT_UNUSABLE', `${error.message}; ${RESTART_HINT}`);
  }
}

function subjectOf({ block, dataset }: ModelPlan) {
  return { nsc: formatBlock(block), dataset };
}

function jobOf(plan: ModelPlan) {
  const { id, stack, recipe, seed } = plan;
  return {
    ...subjectOf(plan),
    ...{ id, stack, seed },
    recipe: { ...recipe, decayMilestones: [...recipe.decayMilestones] },
  };
}

function startedOf(plan: ModelPlan, figures: Figures | undefined, device: string) {
  return {
    name: trainingName(plan.id),
    block: blockToProto(plan.block),
    ...(figures && { figures: figuresToProto(figures) }),
    stack: stackToProto(plan.stack),
    recipe: recipeToProto(plan.recipe),
    device,
  };
}

function resumedToProto({ epochs, steps, best }: Resumption) {
  return {
    epochs: epochs.map(epochToProto),
    steps,
    bestEpoch: best?.epoch ?? 0,
    bestAccuracy: best?.accuracy ?? 0,
  };
}

function progressToProto({ epoch, images, imagesPerEpoch, pace }: EpochProgress) {
  return {
    ...{ epoch, images, imagesPerEpoch },
    imagesPerSecond: pace?.imagesPerSecond ?? 0,
    ...(pace?.remainingSeconds !== undefined && { remaining: durationToProto(pace.remainingSeconds * 1000) }),
    loss: pace?.loss ?? 0,
  };
}

/** Throws where nothing is known about the network. */
function failureToProto(result: Exclude<ModelResult, { kind: 'trained' }>): Response {
  switch (result.kind) {
    case 'failed':
      return outcomeToProto(outcomeOf(result, undefined, ''));
    case 'crashed':
      return outcomeToProto({ kind: 'failed', reason: 'crashed', message: shortened(result.message) });
    case 'datasetUnusable':
    case 'misfit':
      throw failedPrecondition('DATASET_UNUSABLE', result.message);
    case 'checkpointUnusable':
      throw failedPrecondition('CHECKPOINT_UNUSABLE', result.message);
    case 'taken':
      throw aborted('TRAINING_UNDER_WAY', result.message);
  }
}
