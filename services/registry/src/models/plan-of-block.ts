import { evaluationFromProto } from '@blockqnn/api';
import type { Stack } from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument } from '@blockqnn/rpc';
import { messageOf, type EvaluationRow } from '../store/evaluations.js';
import { evaluationFacts } from './evaluation-facts.js';
import type { ModelPlan, PlanningSources } from './model-plan.js';
import { stackedNetwork } from './stacked-network.js';

export interface BlockRequest {
  readonly block: Block;
  /** The evaluation whose stack and facts go with initialised weights. */
  readonly best: EvaluationRow | undefined;
  /** Evaluations with trained weights to choose from, the best first. */
  readonly trained: AsyncIterable<EvaluationRow> | Iterable<EvaluationRow>;
  /** Undefined: the stack of the evaluation chosen. */
  readonly stack: Stack | undefined;
  readonly weights: 'trained' | 'initialised' | 'trainedWhereAny';
  /** Of initialised weights; 0 to 2^32 − 1. */
  readonly seed: number;
}

/**
 * 1. The best evaluation whose trained weights are kept and fit the stack gives its weights.
 * 2. Without one, weights are initialised, unless trained ones are asked for.
 */
export async function planOfBlock(request: BlockRequest, sources: PlanningSources): Promise<ModelPlan> {
  const misfits: Misfits = { first: undefined, count: 0 };
  const candidates = request.weights === 'initialised' ? [] : request.trained;
  for await (const row of candidates) {
    sources.signal.throwIfAborted();
    const plan = await trainedPlan(row, request.stack, sources, misfits);
    if (plan) return plan;
  }
  if (request.weights === 'trained') throw noTrainedWeights(misfits);
  return initialisedPlan(request, sources);
}

/** Trained weights that cannot be taken. */
interface Misfits {
  /** Which those of the highest reward are, and why. */
  first: string | undefined;
  count: number;
}

async function trainedPlan(
  row: EvaluationRow,
  requestedStack: Stack | undefined,
  { weights, maxWeightsBytes, logger, signal }: PlanningSources,
  misfits: Misfits,
): Promise<ModelPlan | undefined> {
  const { weights_sha256: sha256, search, trial: number } = row;
  if (sha256 === null) return undefined;
  const message = messageOf(row);
  const { block, stack: ownStack } = evaluationFromProto(message);
  const stack = requestedStack ?? ownStack;
  const graph = stackedNetwork(block, stack, maxWeightsBytes);
  const fit = await weights.fit(sha256, graph, signal);
  if (fit.kind !== 'fitting') {
    const reason =
      fit.kind === 'missing' ? 'they are not kept any more' : misfit(ownStack, stack, fit.message);
    logger.debug({ reason, search, trial: number, sha256 }, 'no trained weights of this evaluation');
    misfits.first ??= `those of ${message.trial}: ${reason}`;
    misfits.count += 1;
    return undefined;
  }
  const { trial, dataset, measurement } = message;
  return {
    block,
    stack,
    graph,
    origin: { state: 'trained', trial, dataset, accuracy: measurement?.accuracy ?? 0 },
    weightsSha256: sha256,
    evaluation: evaluationFacts(message),
    training: undefined,
  };
}

/** What people change most often said first. */
function misfit(trained: Stack, stack: Stack, message: string): string {
  return trained.classes === stack.classes
    ? message
    : `trained for ${trained.classes} classes, the stack has ${stack.classes}`;
}

function noTrainedWeights({ first, count }: Misfits) {
  const found = first === undefined ? '' : ` (${first}${count === 1 ? '' : `; and ${count - 1} more`})`;
  return failedPrecondition(
    'NO_TRAINED_WEIGHTS',
    `no trained weights of the block are kept that fit the stack${found}; leave the stack out, or ask for initialised weights`,
  );
}

function initialisedPlan(
  { block, best, stack: requestedStack, seed }: BlockRequest,
  { maxWeightsBytes }: PlanningSources,
): ModelPlan {
  const message = best && messageOf(best);
  const stack = requestedStack ?? (message && evaluationFromProto(message).stack);
  if (!stack) {
    const description =
      'must be set, with images and classes: no evaluation of the block is kept whose stack could be taken';
    throw invalidArgument([{ field: 'stack', description }]);
  }
  return {
    block,
    stack,
    graph: stackedNetwork(block, stack, maxWeightsBytes),
    origin: { state: 'initialised', seed },
    weightsSha256: undefined,
    evaluation: message && evaluationFacts(message),
    training: undefined,
  };
}
