import type { Block } from '@blockqnn/nsc';
import type { Figures } from './layer-graph.js';
import { networkFigures } from './network-figures.js';
import { NetworkError } from './network-error.js';
import { stackSchema, type Stack } from './stack.js';

/** A stack, and what a block's network costs in it. */
export interface FittedStack {
  readonly stack: Stack;
  readonly figures: Figures;
}

/** Halvings of the interval of widths; more tell no two whole numbers of filters apart. */
const HALVINGS = 40;
const MAX_FILTERS = 4096;

/**
 * The stack, its filters all times one factor, in which the block's network costs as nearly `flops` as can be: to
 * compare blocks at equal cost. FLOPs never fall as filters grow, so the factor is found by halving.
 *
 * Throws {@link NetworkError} `INFEASIBLE` where the block cannot be built in the narrowest of these stacks.
 */
export function stackOfFlops(block: Block, stack: Stack, flops: number): FittedStack {
  let below = at(block, stack, 0);
  if (below === undefined) {
    throw new NetworkError('INFEASIBLE', 'stack', 'the block is too wide for it, however few the filters');
  }
  let [low, high] = [0, MAX_FILTERS];
  let above: FittedStack | undefined;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = low === 0 ? high / 2 : Math.sqrt(low * high);
    const fitted = at(block, stack, middle);
    if (fitted !== undefined && fitted.figures.flops <= flops) [low, below] = [middle, fitted];
    else [high, above] = [middle, fitted];
  }
  if (above === undefined) return below;
  // By their ratio: half of the FLOPs is as far as twice.
  return above.figures.flops / flops < flops / below.figures.flops ? above : below;
}

/** A stack with `width` times the filters, in whole numbers of at least 1, and each stage's repeats where given. */
export function scaleStack(
  stack: Stack,
  { width = 1, repeats }: { readonly width?: number; readonly repeats?: number },
): Stack {
  const scaled = (filters: number): number => Math.max(1, Math.round(filters * width));
  return {
    ...stack,
    stem: { ...stack.stem, filters: scaled(stack.stem.filters) },
    stages: stack.stages.map((stage) => ({
      repeats: repeats ?? stage.repeats,
      filters: scaled(stage.filters),
    })),
  };
}

function at(block: Block, stack: Stack, width: number): FittedStack | undefined {
  const scaled = scaleStack(stack, { width });
  if (!stackSchema.safeParse(scaled).success) return undefined;
  try {
    return { stack: scaled, figures: networkFigures(block, scaled) };
  } catch (error) {
    if (error instanceof NetworkError && error.code === 'INFEASIBLE') return undefined;
    throw error;
  }
}
