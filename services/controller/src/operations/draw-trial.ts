import { buildLayerGraph, exceededLimits, NetworkError, type Figures } from '@blockqnn/network';
import { blockId, canonicalBlock, formatBlock, type Block } from '@blockqnn/nsc';
import type { Strategy } from '@blockqnn/search';
import { rewardOf } from '../domain/block-reward.js';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { findTrialOfBlock, updateTrial } from '../store/trials.js';
import type { Operation } from './operation.js';

/** So many rejected proposals in a row, and the strategy draws at random until it finds a new block. */
const EXPLORE_AFTER = 8;

/** So many in a row, and the search ends: at random, a block that one draw in 200 gives is missed once in 150 such runs. */
const END_AFTER = 1000;

/** FLOPs at which a network counts that is too large to be counted. */
const UNCOUNTABLE_FLOPS = Number.MAX_SAFE_INTEGER;

/** A new block, and what it costs. */
export interface Drawn {
  readonly draw: Block;
  readonly canonical: Block;
  readonly blockId: string;
  readonly figures: Figures;
}

/**
 * Effort that one request may still cause, so that an ask stays quick whatever strategy and stack are: 1 for
 * each proposal, and 1 for every {@link BLOCKS_PER_EFFORT} blocks of a network whose figures are reckoned.
 */
export interface Patience {
  effort: number;
}

const BLOCKS_PER_EFFORT = 16;

/**
 * Lets the strategy propose until a block is new to the search and within its limits.
 *
 * - A block whose reward is known: the strategy learns it again, at no cost.
 * - A block that is being evaluated: its trial remembers the code, so that the reward is learnt for it too.
 * - A block above the limits: the strategy learns that it is worth as little as a failure.
 *
 * `drawn` is undefined where patience or the search has come to its end.
 */
export async function drawTrial(
  operation: Operation,
  before: Search,
  patience: Patience,
): Promise<{ readonly search: Search; readonly drawn: Drawn | undefined }> {
  const strategy = await operation.strategyOf(before);
  let search = before;
  while (patience.effort > 0 && search.endReason === '') {
    patience.effort -= 1;
    const { block: draw } = strategy.propose({ explore: search.rejectedInARow >= EXPLORE_AFTER });
    const canonical = canonicalBlock(draw);
    const id = blockId(canonical);
    const known = await findTrialOfBlock(operation.db, search.id, id);
    if (known !== undefined) {
      await learnAgain(operation, strategy, known, draw);
      search = rejected({ ...search, duplicateCount: search.duplicateCount + 1 });
    } else {
      patience.effort -= stackedBlocks(search) / BLOCKS_PER_EFFORT;
      const figures = feasibleFigures(canonical, search);
      if (figures.feasible) {
        search = { ...search, rejectedInARow: 0, epsilon: strategy.epsilon };
        return { search, drawn: { draw, canonical, blockId: id, figures } };
      }
      const reward = rewardOf(INFEASIBLE, canonical, figures, search.spec.rewardWeights);
      strategy.observe({ block: draw, reward, free: true });
      search = rejected({ ...search, infeasibleCount: search.infeasibleCount + 1 });
    }
  }
  return { search: { ...search, epsilon: strategy.epsilon }, drawn: undefined };
}

const INFEASIBLE = { kind: 'failed', reason: 'infeasible', message: '' } as const;

async function learnAgain(
  operation: Operation,
  strategy: Strategy,
  known: Trial,
  draw: Block,
): Promise<void> {
  if (known.status.kind === 'completed')
    strategy.observe({ block: draw, reward: known.status.reward, free: true });
  else await updateTrial(operation.db, { ...known, draws: [...known.draws, formatBlock(draw)] });
}

function rejected(search: Search): Search {
  const rejectedInARow = search.rejectedInARow + 1;
  if (rejectedInARow < END_AFTER) return { ...search, rejectedInARow };
  return {
    ...search,
    rejectedInARow,
    endReason: `no further block was found in ${END_AFTER} proposals in a row: all were known or above the limits`,
  };
}

function feasibleFigures(
  canonical: Block,
  { spec }: Search,
): (Figures & { readonly feasible: true }) | { readonly flops: number; readonly feasible: false } {
  try {
    const { figures } = buildLayerGraph(canonical, spec.stack);
    return exceededLimits(figures, spec.limits).length === 0
      ? { ...figures, feasible: true }
      : { flops: figures.flops, feasible: false };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { flops: UNCOUNTABLE_FLOPS, feasible: false };
  }
}

function stackedBlocks({ spec }: Search): number {
  return spec.stack.stages.reduce((sum, { repeats }) => sum + repeats, 0);
}
