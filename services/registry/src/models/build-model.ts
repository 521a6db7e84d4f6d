import { evaluationFromProto } from '@blockqnn/api';
import type { WeightsOrigin } from '@blockqnn/export';
import {
  buildLayerGraph,
  initialiseWeights,
  NetworkError,
  type LayerGraph,
  type Stack,
  type Weights,
} from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument, resourceExhausted } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { messageOf, type EvaluationRow } from '../store/evaluations.js';
import type { WeightsFolder } from '../store/weights-folder.js';
import type { MemoryBudget } from './memory-budget.js';
import { trainedWeights } from './trained-weights.js';
import { weightsBytes } from './weights-bytes.js';

const RETRY_WHEN_BUSY_MS = 2000;

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
export interface Model extends Disposable {
  readonly block: Block;
  readonly stack: Stack;
  readonly graph: LayerGraph;
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
  const network = openNetwork(row, stack, budget);
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
  const network = openNetwork(row, stack, budget);
  return {
    ...network,
    weights: initialiseWeights(network.graph, seed),
    origin: { state: 'initialised', seed },
  };
}

/** Stacks the block and takes the memory that its weights will need. */
function openNetwork(row: EvaluationRow, requestedStack: Stack | undefined, budget: MemoryBudget) {
  const { block, stack: ownStack } = evaluationFromProto(messageOf(row));
  const stack = requestedStack ?? ownStack;
  const graph = stacked(block, stack);
  const bytes = weightsBytes(graph);
  if (bytes > budget.totalBytes) {
    throw invalidArgument([
      {
        field: 'stack',
        description: `the weights of this model take ${bytes} bytes, at most ${budget.totalBytes} are exported; use fewer filters, repeats or stages`,
      },
    ]);
  }
  const memory = budget.reserve(bytes);
  if (!memory) {
    throw resourceExhausted('EXPORTS_BUSY', 'other exports take the memory at present', RETRY_WHEN_BUSY_MS);
  }
  return {
    block,
    stack,
    graph,
    [Symbol.dispose]: () => {
      memory[Symbol.dispose]();
    },
  };
}

function stacked(block: Block, stack: Stack): LayerGraph {
  try {
    return buildLayerGraph(block, stack);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw invalidArgument([{ field: 'stack', description: error.message }]);
  }
}
