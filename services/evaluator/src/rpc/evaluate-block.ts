import {
  blockToProto,
  epochToProto,
  figuresToProto,
  outcomeToProto,
  recipeToProto,
  type EvaluatorMethods,
} from '@blockqnn/api';
import { buildLayerGraph, exceededLimits, NetworkError, type Figures } from '@blockqnn/network';
import { formatBlock } from '@blockqnn/nsc';
import {
  failedPrecondition,
  invalidArgument,
  resourceExhausted,
  type ServerStreamHandler,
} from '@blockqnn/rpc';
import { blockPushed } from '../business-events.js';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import { joinSignals } from '../joined-signal.js';
import { outcomeOf, shortened } from '../outcome.js';
import type { TrainingResult } from '../workers/training-result.js';
import type { Reservation, WorkerPool } from '../workers/worker-pool.js';
import { evaluationPlan, type EvaluationPlan } from './evaluation-plan.js';
import { trainingEvents } from './training-events.js';

export interface EvaluateBlockDependencies {
  readonly pool: WorkerPool;
  readonly catalogue: DatasetCatalogue;
  /** How long a caller waits for a worker before it is told that all are busy. */
  readonly patienceMs: number;
}

type Method = EvaluatorMethods['evaluateBlock'];
type Response = Method['responseInput'];

/** What a caller that found every worker busy is told to wait. */
const RETRY_MS = 5000;

/**
 * Trains a block for a caller:
 * 1. validate everything at once, fill in defaults;
 * 2. a network above the limits is a result already;
 * 3. get a worker, ahead of the evaluator's own pulling, within bounded time;
 * 4. train, epoch by epoch, until done or the caller goes away.
 */
export function evaluateBlock(dependencies: EvaluateBlockDependencies): ServerStreamHandler<Method> {
  const { pool, catalogue } = dependencies;
  return async function* (request, { signal, logger }) {
    const plan = evaluationPlan(request, catalogue);
    const network = costOf(plan);
    if ('infeasible' in network) {
      yield started(plan, network.figures);
      yield outcomeToProto({ kind: 'failed', reason: 'infeasible', message: shortened(network.infeasible) });
      return;
    }
    using reservation = await reserve(dependencies, signal);
    const { worker } = reservation;
    blockPushed(logger, { worker: worker.name, nsc: formatBlock(plan.block), dataset: plan.dataset });
    yield started(plan, network.figures);
    const { dataset, stack, recipe, seed } = plan;
    const task = { nsc: formatBlock(plan.block), dataset, stack, recipe, seed, wantWeights: false };
    for await (const event of trainingEvents((observer) => worker.train(task, observer, signal))) {
      if (event.kind === 'epoch') yield { epoch: epochToProto(event.epoch) };
      else yield resultToProto(event.result, pool);
    }
  };
}

/** What the plan's network costs, and why it is not to be trained where it is not. */
function costOf({
  block,
  stack,
  limits,
}: EvaluationPlan): { figures?: Figures; infeasible: string } | { figures: Figures } {
  try {
    const { figures } = buildLayerGraph(block, stack);
    const exceeded = exceededLimits(figures, limits);
    return exceeded.length > 0 ? { figures, infeasible: exceeded.join('; ') } : { figures };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (error.code === 'INFEASIBLE') return { infeasible: error.message };
    throw invalidArgument([{ field: error.field, description: error.message }]);
  }
}

async function reserve(
  { pool, patienceMs }: EvaluateBlockDependencies,
  signal: AbortSignal,
): Promise<Reservation> {
  const busy = resourceExhausted(
    'WORKERS_BUSY',
    `all ${String(pool.workers.length)} workers are busy; try again later`,
    RETRY_MS,
  );
  // As many may wait as there are workers; more would only wait in vain.
  if (pool.urgentCount >= pool.workers.length) throw busy;
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort(busy);
  }, patienceMs);
  using ending = joinSignals(signal, patience.signal);
  try {
    return await pool.reserve({ urgent: true, signal: ending.signal });
  } finally {
    clearTimeout(timer);
  }
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
