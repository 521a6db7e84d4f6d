import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import { limitsFromProto, stackFromProto } from '@blockqnn/api';
import {
  buildLayerGraph,
  exceededLimits,
  limitsSchema,
  NetworkError,
  stackSchema,
  type Limits,
  type Stack,
} from '@blockqnn/network';
import { blockId, canonicalBlock, edgeCount, nodeCount, type Block } from '@blockqnn/nsc';
import { correctedReward, createStrategy, type RewardWeights, type Strategy } from '@blockqnn/search';

/** Rejected proposals in a row after which the strategy draws at random, as docs/controller.md has it. */
const EXPLORE_AFTER = 8;
/** Rejected proposals in a row after which the search makes no further trial. */
const END_AFTER = 1000;
/** FLOPs at which a network counts that is too large to be counted. */
const UNCOUNTABLE_FLOPS = Number.MAX_SAFE_INTEGER;

interface Known {
  /** Blocks as drawn that this trial's reward is to be learnt for. */
  readonly draws: Block[];
  reward: number | undefined;
}

/**
 * The agent of a search, made anew from docs/controller.md and the strategies' library alone, and driven by what
 * was logged: it proposes where a trial was made, and observes where one was completed.
 */
export class AgentReplay {
  readonly #weights: RewardWeights | undefined;
  readonly #limits: Limits;
  readonly #strategy: Strategy;
  readonly #stack: Stack;
  readonly #known = new Map<string, Known>();
  #rejectedInARow = 0;

  constructor(search: SearchMessage) {
    const { spec } = search;
    if (!spec?.stack || !spec.budget) throw new Error(`${search.name} has no stack or no budget`);
    this.#weights = spec.rewardWeights ?? undefined;
    this.#limits = limitsSchema.parse(limitsFromProto(spec.limits));
    this.#stack = stackSchema.parse(stackFromProto(spec.stack));
    this.#strategy = createStrategy({
      kind: spec.strategy === 'STRATEGY_KIND_RANDOM' ? 'random' : 'q-learning',
      seed: spec.seed,
      budget: spec.budget.maxEvaluations,
      maxLayers: spec.maxLayers,
      state: [],
    });
  }

  /** Proposes until a block is new and feasible: the one that the trial must have. Gives its resource name. */
  propose(): string | undefined {
    while (this.#rejectedInARow < END_AFTER) {
      const { block } = this.#strategy.propose({ explore: this.#rejectedInARow >= EXPLORE_AFTER });
      const canonical = canonicalBlock(block);
      const id = blockId(canonical);
      const known = this.#known.get(id);
      if (known?.reward !== undefined) this.#strategy.observe({ block, reward: known.reward, free: true });
      else if (known) known.draws.push(block);
      else {
        const infeasible = this.#rewardIfInfeasible(block);
        if (infeasible === undefined) {
          this.#known.set(id, { draws: [block], reward: undefined });
          this.#rejectedInARow = 0;
          return `blocks/${id}`;
        }
        this.#strategy.observe({ block, reward: infeasible, free: true });
      }
      this.#rejectedInARow += 1;
    }
    return undefined;
  }

  /** Learns a trial's reward for every code that was drawn of its block. False where it was never proposed. */
  complete({ block, reward }: TrialMessage): boolean {
    const known = this.#known.get(block?.name.slice('blocks/'.length) ?? '');
    if (!known) return false;
    known.reward = reward;
    known.draws.forEach((draw, index) => {
      this.#strategy.observe({ block: draw, reward, free: index > 0 });
    });
    return true;
  }

  /** The whole state that the strategy has by now. To be called once. */
  state(): ReadonlyMap<string, string> {
    return new Map(this.#strategy.takeChanges().map(({ key, value }) => [key, value]));
  }

  #rewardIfInfeasible(draw: Block): number | undefined {
    let flops = UNCOUNTABLE_FLOPS;
    try {
      const { figures } = buildLayerGraph(draw, this.#stack);
      if (exceededLimits(figures, this.#limits).length === 0) return undefined;
      ({ flops } = figures);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
    }
    // Of the code as drawn: what cannot be built needs no canonical form.
    const density = edgeCount(draw) / nodeCount(draw);
    return correctedReward({ accuracy: 0, flops, density }, this.#weights);
  }
}
