import { blockId, canonicalBlock, MAX_LAYERS, type Block } from '@blockqnn/nsc';
import { createStrategy, type Strategy } from '@blockqnn/search';
import { simulatedAccuracy } from './caller.js';

/** Rejected proposals in a row after which one is drawn at random, as the controller does. */
const EXPLORE_AFTER = 8;
const BUDGET = 1_000_000;

/** A Q-learning search as the controller leads it, without trials: known blocks are learnt again, new ones evaluated. */
export class SimulatedSearch {
  readonly #strategy: Strategy;
  readonly #rewards = new Map<string, number>();
  #rejectedInARow = 0;

  constructor() {
    this.#strategy = createStrategy({
      kind: 'q-learning',
      seed: 1,
      budget: BUDGET,
      maxLayers: MAX_LAYERS,
      state: [],
    });
  }

  get evaluations(): number {
    return this.#rewards.size;
  }

  /** One more evaluation: proposals until a block is new, its reward, and what changed in the state. */
  evaluate(): void {
    for (;;) {
      const { block } = this.#strategy.propose({ explore: this.#rejectedInARow >= EXPLORE_AFTER });
      const id = blockId(canonicalBlock(block));
      const known = this.#rewards.get(id);
      if (known === undefined) {
        const reward = simulatedReward(block, id);
        this.#rewards.set(id, reward);
        this.#rejectedInARow = 0;
        this.#strategy.observe({ block, reward });
        this.#strategy.takeChanges();
        return;
      }
      this.#rejectedInARow += 1;
      this.#strategy.observe({ block, reward: known, free: true });
    }
  }
}

/** Convolutions and depth are worth something, so that there is something to learn: blocks get long. */
function simulatedReward({ layers }: Block, id: string): number {
  const convolutions = layers.filter(({ type }) => type === 'convolution').length;
  return 20 + layers.length + 4 * convolutions + 10 * simulatedAccuracy(id);
}
