import {
  exceededLimits,
  exceedsChannels,
  NetworkError,
  networkFigures,
  type Figures,
} from '@blockqnn/network';
import { blockId, canonicalBlock, formatBlock, type Block } from '@blockqnn/nsc';
import type { Strategy } from '@blockqnn/search';
import { rewardOf } from '../domain/block-reward.js';
import type { NewBlock } from '../domain/new-trial.js';
import type { Search } from '../domain/search.js';
import type { Agent, KnownBlock } from '../live/agent.js';
import type { LiveSearch } from '../live/live-search.js';
import type { Operation } from './operation.js';

/** So many rejected proposals in a row, and the strategy draws at random until it finds a new block. */
const EXPLORE_AFTER = 8;

/** So many in a row, and the search ends: at random, a block that one draw in 200 gives is missed once in 150 such runs. */
const END_AFTER = 1000;

/** FLOPs at which a network counts that is too large to be counted. */
const UNCOUNTABLE_FLOPS = Number.MAX_SAFE_INTEGER;

/** Proposals that one request may still cause, so that an ask stays quick whatever the strategy proposes. */
export interface Patience {
  proposals: number;
}

/**
 * Lets the strategy propose until a block is new to the search and within its limits.
 *
 * - A block whose reward is known: the strategy learns it again, at no cost.
 * - A block that is being evaluated: its trial remembers the code, so that the reward is learnt for it too.
 * - A block above the limits: the strategy learns that it is worth as little as a failure.
 *
 * Undefined where patience or the search has come to its end.
 */
export function drawTrial(operation: Operation, live: LiveSearch, patience: Patience): NewBlock | undefined {
  const { unit } = operation;
  const agent = unit.agentOf(live);
  const { strategy, known } = agent;
  let drawn: NewBlock | undefined;
  let { search } = live;
  while (drawn === undefined && patience.proposals > 0 && search.endReason === '') {
    patience.proposals -= 1;
    const { block: draw } = strategy.propose({ explore: search.rejectedInARow >= EXPLORE_AFTER });
    if (exceedsChannels(draw, search.spec.stack)) {
      search = learnInfeasible(search, strategy, draw, UNCOUNTABLE_FLOPS);
      continue;
    }
    const canonical = canonicalBlock(draw);
    const id = blockId(canonical);
    const seen = known.get(id);
    if (seen !== undefined) {
      learnAgain(operation, live, agent, seen, draw);
      search = rejected(search, 'duplicateCount');
      continue;
    }
    const figures = feasibleFigures(canonical, search);
    if (figures.feasible) {
      search = { ...search, rejectedInARow: 0 };
      drawn = { draw, canonical, blockId: id, figures };
    } else {
      search = learnInfeasible(search, strategy, draw, figures.flops);
    }
  }
  unit.putSearch(live, { ...search, epsilon: strategy.epsilon });
  return drawn;
}

const INFEASIBLE = { kind: 'failed', reason: 'infeasible', message: '' } as const;

/** Of the density of the code as drawn: a block that cannot be built needs no canonical form. */
function learnInfeasible(search: Search, strategy: Strategy, draw: Block, flops: number): Search {
  const reward = rewardOf(INFEASIBLE, draw, { flops }, search.spec.rewardWeights);
  strategy.observe({ block: draw, reward, free: true });
  return rejected(search, 'infeasibleCount');
}

function learnAgain(
  { unit }: Operation,
  live: LiveSearch,
  { strategy }: Agent,
  { number, reward }: KnownBlock,
  draw: Block,
): void {
  if (reward !== undefined) {
    strategy.observe({ block: draw, reward, free: true });
    return;
  }
  const trial = live.openTrial(number);
  // A cancelled trial has nothing to teach, now or later.
  if (trial !== undefined) unit.putTrial(live, { ...trial, draws: [...trial.draws, formatBlock(draw)] });
}

function rejected(search: Search, counter: 'duplicateCount' | 'infeasibleCount'): Search {
  const rejectedInARow = search.rejectedInARow + 1;
  const endReason =
    rejectedInARow < END_AFTER
      ? search.endReason
      : `no further block was found in ${END_AFTER} proposals in a row: all were known or above the limits`;
  return { ...search, [counter]: search[counter] + 1, rejectedInARow, endReason };
}

function feasibleFigures(
  canonical: Block,
  { spec }: Search,
): (Figures & { readonly feasible: true }) | { readonly flops: number; readonly feasible: false } {
  try {
    const figures = networkFigures(canonical, spec.stack);
    return exceededLimits(figures, spec.limits).length === 0
      ? { ...figures, feasible: true }
      : { flops: figures.flops, feasible: false };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { flops: UNCOUNTABLE_FLOPS, feasible: false };
  }
}
