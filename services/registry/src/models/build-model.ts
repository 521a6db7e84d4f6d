import { evaluationFromProto } from '@blockqnn/api';
import type { WeightsOrigin } from '@blockqnn/export';
import { initialiseWeights, type Stack, type Weights } from '@blockqnn/network';
import { failedPrecondition } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { messageOf, type EvaluationRow } from '../store/evaluations.js';
import type { WeightsFolder } from '../store/weights-folder.js';
import type { MemoryBudget } from './memory-budget.js';
import { openNetwork, type OpenNetwork } from './open-network.js';
import { trainedWeights } from './trained-weights.js';

export interface ModelRequest {
  /** Evaluations of the block to choose from, the best first; at least one. */
  readonly evaluations: readonly EvaluationRow[];
  /** Undefined: the stack of the evaluation chosen. */
  readonly stack: Stack | undefined;
  readonly weights: 'trained' | 'initialised' | 'trainedWhereAny';
  /** Of initialised weights; 0 to 2^32 − 1. */
  readonly seed: number;
}

export interface ModelSources {
  readonly folder: WeightsFolder;
  readonly budget: MemoryBudget;
  readonly logger: Logger;
}

/** A network with its weights. Disposing gives its memory back to the budget. */
export interface Model extends OpenNetwork {
  readonly weights: Weights;
  readonly origin: WeightsOrigin;
}

/**
 * 1. The best evaluation whose trained weights are kept and fit the stack gives its weights.
 * 2. Without one, weights are initialised, unless trained ones are asked for.
 */
export async function buildModel(request: ModelRequest, sources: ModelSources): Promise<Model> {
  const [best] = request.evaluations;
  if (!best) throw new RangeError('evaluations: at least one needed');
  const candidates = request.weights === 'initialised' ? [] : request.evaluations;
  for (const row of candidates.filter(({ weights_sha256 }) => weights_sha256 !== null)) {
    const model = await trainedModel(row, request.stack, sources);
    if (model) return model;
  }
  if (request.weights === 'trained') {
    throw failedPrecondition(
      'NO_TRAINED_WEIGHTS',
      request.stack
        ? 'no trained weights of the block are kept that fit the stack; leave the stack out, or ask for initialised weights'
        : 'no trained weights of the block are kept; ask for initialised weights',
    );
  }
  return initialisedModel(best, request, sources);
}

async function trainedModel(
  row: EvaluationRow,
  stack: Stack | undefined,
  { folder, budget, logger }: ModelSources,
): Promise<Model | undefined> {
  const network = networkOf(row, stack, budget);
  const weights = await trainedWeights(folder, row, network.graph, logger).catch((error: unknown) => {
    network[Symbol.dispose]();
    throw error;
  });
  if (!weights) {
    network[Symbol.dispose]();
    return undefined;
  }
  const { trial, dataset, measurement } = messageOf(row);
  return {
    ...network,
    weights,
    origin: { state: 'trained', trial, dataset, accuracy: measurement?.accuracy ?? 0 },
  };
}

function initialisedModel(
  row: EvaluationRow,
  { stack, seed }: ModelRequest,
  { budget }: ModelSources,
): Model {
  const network = networkOf(row, stack, budget);
  return {
    ...network,
    weights: initialiseWeights(network.graph, seed),
    origin: { state: 'initialised', seed },
  };
}

/** The block of an evaluation in the stack asked for, or else in its own. */
function networkOf(row: EvaluationRow, requestedStack: Stack | undefined, budget: MemoryBudget): OpenNetwork {
  const { block, stack: ownStack } = evaluationFromProto(messageOf(row));
  return openNetwork(block, requestedStack ?? ownStack, budget);
}
