/**
 * Q-learning over the codes of layers, in the order of the paper (BlockQNN, CVPR 2018).
 * docs/q-learning.md argues what the paper leaves open.
 */
import { hyperParametersForBudget } from './budget-scale.js';
import { drawnBlock } from './drawn-block.js';
import { epsilonAt } from './epsilon-schedule.js';
import type { HyperParameters } from './hyper-parameters.js';
import { codesOfBlock, legalCodesAfter, START, terminalAfter } from './layer-code.js';
import type { LayerCode, LegalCodes } from './layer-code.js';
import { requireFiniteReward, requireLayerCount } from './observation.js';
import { QLearningState } from './q-learning-state.js';
import { drawRandomCode } from './random-draw.js';
import type { Episode } from './replay-memory.js';
import type { Observation, Proposal, StateEntry, Strategy, StrategyOptions } from './strategy.js';

export type QLearningOptions = Omit<StrategyOptions, 'kind'>;

export class QLearning implements Strategy {
  readonly #maxLayers: number;
  readonly #parameters: HyperParameters;
  readonly #state: QLearningState;

  /** Options as {@link createStrategy} checks them; the parameters are those of the budget unless given. */
  constructor(
    options: QLearningOptions,
    parameters: HyperParameters = hyperParametersForBudget(options.budget),
  ) {
    this.#maxLayers = options.maxLayers;
    this.#parameters = parameters;
    this.#state = new QLearningState(options, parameters);
  }

  /** Counted in iterations of evaluated blocks. */
  get epsilon(): number {
    return epsilonAt(this.#iterations, this.#parameters.epsilonSchedule);
  }

  /** An episode: layer after layer is chosen until Terminal is. */
  propose({ explore = false }: { readonly explore?: boolean } = {}): Proposal {
    const epsilon = explore ? 1 : this.epsilon;
    const codes: LayerCode[] = [];
    let state = START;
    for (;;) {
      const action = this.#choose(state, epsilon);
      if (action.layer === undefined) return { block: drawnBlock(codes) };
      codes.push(action);
      state = action;
    }
  }

  /** ε-greedy: at random with probability ε, otherwise a legal action of the highest value. */
  #choose(state: LayerCode, epsilon: number): LayerCode {
    const legal = this.#legalAfter(state);
    const random = this.#state.sources.propose;
    return random.chance(epsilon)
      ? drawRandomCode(legal, random)
      : this.#state.table.drawBest(state, legal, random);
  }

  /** Learns from the block at once, and after each iteration of evaluated blocks from remembered ones. */
  observe({ block, reward, free = false }: Observation): void {
    requireFiniteReward(reward);
    requireLayerCount(block, this.#maxLayers);
    const episode: Episode = { codes: codesOfBlock(block), reward };
    const before = this.#iterations;
    if (!free) this.#state.remember(episode);
    this.#learn(episode);
    if (Math.floor(this.#iterations) > Math.floor(before)) this.#replay();
  }

  /**
   * The update, with r_t = r_T / T on the way and r_T for Terminal. Backwards, so that a
   * reward reaches the first layer in one pass.
   */
  #learn({ codes, reward }: Episode): void {
    const { table, scale } = this.#state;
    const { learningRate, discount } = this.#parameters;
    const finalReward = reward - scale.zero;
    const shapedReward = finalReward / codes.length;
    for (let t = codes.length; t >= 0; t -= 1) {
      const state = codes[t - 1] ?? START;
      const action = codes[t] ?? terminalAfter(state);
      const target =
        action.layer === undefined
          ? finalReward
          : shapedReward + discount * table.best(action, this.#legalAfter(action));
      table.moveTowards(state, action, target, learningRate);
    }
  }

  /** Experience replay: remembered blocks teach again, so that what later blocks brought reaches their layers. */
  #replay(): void {
    const { memory, sources } = this.#state;
    for (let draw = 0; draw < this.#parameters.replayDraws; draw += 1) {
      this.#learn(memory.draw(sources.replay));
    }
  }

  takeChanges(): readonly StateEntry[] {
    return this.#state.takeChanges();
  }

  entries(): Iterable<StateEntry> {
    return this.#state.entries();
  }

  /** Iterations so far, the running one as a fraction. */
  get #iterations(): number {
    return this.#state.memory.size / this.#parameters.iterationBlocks;
  }

  #legalAfter(state: LayerCode): LegalCodes {
    return legalCodesAfter(state, this.#maxLayers);
  }
}
