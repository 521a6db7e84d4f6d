import {
  blockToProto,
  epochToProto,
  figuresToProto,
  outcomeToProto,
  recipeToProto,
  type EvaluatorMethods,
} from '@blockqnn/api';
import type { Figures } from '@blockqnn/network';
import { formatBlock } from '@blockqnn/nsc';
import { failedPrecondition, type ServerStreamHandler } from '@blockqnn/rpc';
import { blockPushed } from '../business-events.js';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import { outcomeOf, shortened } from '../outcome.js';
import type { TrainingResult } from '../workers/training-result.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import { evaluationPlan, type EvaluationPlan } from './evaluation-plan.js';
import { networkCost } from './network-cost.js';
import { reserveWorker } from './reserve-worker.js';
import { trainingEvents } from '../workers/training-events.js';

export interface EvaluateBlockDependencies {
  readonly pool: WorkerPool;
  readonly catalogue: DatasetCatalogue;
  /** How long a caller waits for a worker before it is told that all are busy. */
  readonly patienceMs: number;
}

type Method = EvaluatorMethods['evaluateBlock'];
type Response = Method['responseInput'];

/**
 * Trains a block for a caller:
 * 1. validate everything at once, fill in defaults;
 * 2. a network above the limits is a result already;
 * 3. get a worker, ahead of the evaluator's own pulling, within bounded time;
 * 4. train, epoch by epoch, until done or the caller goes away.
 */
export function evaluateBlock(dependencies: EvaluateBlockDependencies): ServerStreamHandler<Method> {
  const { pool, catalogue, patienceMs } = dependencies;
  return async function* (request, { signal, logger }) {
    const plan = evaluationPlan(request, catalogue);
    const network = networkCost(plan, plan.limits);
    if ('infeasible' in network) {
      yield started(plan, network.figures);
      yield outcomeToProto({ kind: 'failed', reason: 'infeasible', message: shortened(network.infeasible) });
      return;
    }
    using reservation = await reserveWorker(pool, patienceMs, signal);
    const { worker } = reservation;
    blockPushed(logger, { worker: worker.name, nsc: formatBlock(plan.block), dataset: plan.dataset });
    yield started(plan, network.figures);
    const { dataset, stack, recipe, seed } = plan;
    const task = { nsc: formatBlock(plan.block), dataset, stack, recipe, seed, wantWeights: false };
    for await (const event of trainingEvents((observer) => worker.train(task, observer, signal))) {
      if (event.kind === 'epoch') yield { epoch: epochToProto(event.epoch) };
      else if (event.kind === 'result') yield resultToProto(event.result, pool);
    }
  };
}

function started({ block, recipe }: EvaluationPlan, figures: Figures | undefined): Response {
  return {
    started: {
      block: blockToProto(block),
      recipe: recipeToProto(recipe),
      ...(figures && { figures: figuresToProto(figures) }),
    },
  };
}

function resultToProto(result: TrainingResult, pool: WorkerPool): Response {
  switch (result.kind) {
    case 'measured':
    case 'failed':
      return outcomeToProto(outcomeOf(result, pool.engine, ''));
    case 'crashed':
      return outcomeToProto({ kind: 'failed', reason: 'crashed', message: shortened(result.message) });
    case 'datasetUnusable':
    case 'misfit':
      throw failedPrecondition('DATASET_UNUSABLE', result.message);
  }
}
