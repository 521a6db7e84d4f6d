import { parseBlock, type Block } from '@blockqnn/nsc';
import { stackSchema, type Figures, type Stack } from '@blockqnn/network';
import { recipeSchema, type Recipe } from '@blockqnn/training/recipes';
import type {
  Evaluation as EvaluationMessage,
  EvaluationInput,
} from '../generated/blockqnn/domain/v1/Evaluation.js';
import { parseTrialName, trialName } from '../resource-names.js';
import { blockToProto } from './block.js';
import { figuresFromProto, figuresToProto } from './figures.js';
import { outcomeFromProto, outcomeToProto, type Outcome } from './outcome.js';
import { recipeFromProto, recipeToProto } from './recipe.js';
import { stackFromProto, stackToProto } from './stack.js';
import { timestampFromProto, timestampToProto } from './timestamp.js';

/** The completed result of a trial with all that is needed to rank and rebuild its network. */
export interface Evaluation {
  readonly searchId: string;
  readonly trialNumber: number;
  /** Canonical. */
  readonly block: Block;
  readonly dataset: string;
  readonly stack: Stack;
  readonly figures: Figures;
  readonly outcome: Outcome;
  readonly reward: number;
  readonly attempt: number;
  readonly worker: string;
  readonly completedAtMs: number;
  /** Undefined where it was evaluated elsewhere. */
  readonly provenance: Provenance | undefined;
}

/** Where the evaluation of a search comes from. */
export interface Provenance {
  /** Kind of strategy that proposed the block, for instance `q-learning`. */
  readonly strategy: string;
  readonly recipe: Recipe;
  /** Of weights and data order, 0 to 2^32 − 1. */
  readonly seed: number;
}

export function evaluationToProto(evaluation: Evaluation): EvaluationInput {
  return {
    trial: trialName(evaluation.searchId, evaluation.trialNumber),
    block: blockToProto(evaluation.block),
    dataset: evaluation.dataset,
    stack: stackToProto(evaluation.stack),
    figures: figuresToProto(evaluation.figures),
    ...outcomeToProto(evaluation.outcome),
    reward: evaluation.reward,
    attempt: evaluation.attempt,
    worker: evaluation.worker,
    completeTime: timestampToProto(evaluation.completedAtMs),
    ...provenanceToProto(evaluation.provenance),
  };
}

function provenanceToProto(provenance: Provenance | undefined): EvaluationInput {
  if (provenance === undefined) return {};
  const { strategy, recipe, seed } = provenance;
  return { strategy, recipe: recipeToProto(recipe), seed };
}

function provenanceFromProto({ strategy, recipe, seed }: EvaluationMessage): Provenance | undefined {
  if (strategy === '' || !recipe) return undefined;
  return { strategy, recipe: recipeSchema.parse(recipeFromProto(recipe)), seed };
}

/** Throws where a part is missing or malformed: an evaluation comes from a controller, not from a user. */
export function evaluationFromProto(message: EvaluationMessage): Evaluation {
  const trial = parseTrialName(message.trial);
  const outcome = outcomeFromProto(message);
  const completedAtMs = timestampFromProto(message.completeTime);
  const { block, stack, figures } = message;
  if (!trial || !outcome || !block || !stack || !figures || completedAtMs === undefined) {
    throw new TypeError(`evaluation of ${JSON.stringify(message.trial)} lacks a required part`);
  }
  return {
    searchId: trial.searchId,
    trialNumber: trial.number,
    block: parseBlock(block.nsc),
    dataset: message.dataset,
    stack: stackSchema.parse(stackFromProto(stack)),
    figures: figuresFromProto(figures),
    outcome,
    reward: message.reward,
    attempt: message.attempt,
    worker: message.worker,
    completedAtMs,
    provenance: provenanceFromProto(message),
  };
}
