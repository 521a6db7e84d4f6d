/**
 * The rule for small budgets. With s = budget / 11,392, at most 1:
 *
 * - an iteration has 64·s blocks, so the ε-schedule spans any budget as it spans the paper's;
 * - α is 1 − 0.99^(1/s), so that an action which is tried in a given share of all blocks ends equally
 *   close to its value: (1 − α)^budget is the same for every budget;
 * - a block has 23·s^(1/5) layers, rounded, since L layers span a number of state–action pairs that grows
 *   as L⁵: there are equally many pairs to learn for each block that teaches.
 *
 * At the paper's budget s is 1 and every value is the paper's; a larger budget keeps them.
 */
import { MAX_LAYERS } from '@blockqnn/nsc';
import { scheduleLength } from './epsilon-schedule.js';
import { PAPER_HYPER_PARAMETERS } from './hyper-parameters.js';
import type { HyperParameters } from './hyper-parameters.js';

/** Blocks that the paper evaluated: 178 iterations of 64. */
export const PAPER_BUDGET =
  scheduleLength(PAPER_HYPER_PARAMETERS.epsilonSchedule) * PAPER_HYPER_PARAMETERS.iterationBlocks;

/** Both hold 2 predecessors, so layers at index i number about 2i², and pairs of neighbours 4i⁴. */
const PAIRS_EXPONENT = 5;

/** The paper's hyper-parameters scaled to a budget, a number of evaluations of at least 1. */
export function hyperParametersForBudget(
  budget: number,
  paper: HyperParameters = PAPER_HYPER_PARAMETERS,
): HyperParameters {
  const share = budgetShare(budget);
  if (share === 1) return paper;
  return {
    ...paper,
    learningRate: 1 - (1 - paper.learningRate) ** (1 / share),
    iterationBlocks: paper.iterationBlocks * share,
  };
}

/** Layers that a block may have where nobody says otherwise; 23 at the paper's budget, 7 at 24. */
export function maxLayersForBudget(budget: number): number {
  return Math.max(1, Math.round(MAX_LAYERS * budgetShare(budget) ** (1 / PAIRS_EXPONENT)));
}

function budgetShare(budget: number): number {
  if (!Number.isSafeInteger(budget) || budget < 1) {
    throw new RangeError(`budget is ${budget}; it must be an integer of at least 1`);
  }
  return Math.min(1, budget / PAPER_BUDGET);
}
