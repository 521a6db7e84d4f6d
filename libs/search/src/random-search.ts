import { drawnBlock } from './drawn-block.js';
import { legalCodesAfter, START, type LayerCode } from './layer-code.js';
import { requireFiniteReward, requireLayerCount } from './observation.js';
import { drawRandomCode } from './random-draw.js';
import { RandomSource } from './random-source.js';
import { formatEntry, parseState, randomEntry } from './state-entries.js';
import type { Observation, Proposal, StateEntry, Strategy, StrategyOptions } from './strategy.js';
import { ToldEntries } from './told-entries.js';

export type RandomSearchOptions = Pick<StrategyOptions, 'seed' | 'maxLayers' | 'state'>;

const KIND = 'random';

/** Independent random blocks, drawn as Q-learning explores; rewards change nothing. */
export class RandomSearch implements Strategy {
  readonly epsilon = 1;
  readonly #maxLayers: number;
  readonly #random: RandomSource;
  readonly #told = new ToldEntries();

  /** Options as {@link createStrategy} checks them. */
  constructor({ seed, maxLayers, state }: RandomSearchOptions) {
    let random = RandomSource.fromSeed(seed, 0);
    for (const entry of parseState(KIND, state)) {
      if (entry.kind === 'format') this.#told.note(formatEntry(KIND));
      if (entry.kind === 'random') {
        random = RandomSource.fromState(entry.state);
        this.#told.note(randomEntry('propose', entry.state));
      }
    }
    this.#maxLayers = maxLayers;
    this.#random = random;
  }

  propose(): Proposal {
    const codes: LayerCode[] = [];
    let state = START;
    for (;;) {
      const action = drawRandomCode(legalCodesAfter(state, this.#maxLayers), this.#random);
      if (action.layer === undefined) return { block: drawnBlock(codes) };
      codes.push(action);
      state = action;
    }
  }

  observe({ block, reward }: Observation): void {
    requireFiniteReward(reward);
    requireLayerCount(block, this.#maxLayers);
  }

  takeChanges(): readonly StateEntry[] {
    return this.#told.tell(this.entries());
  }

  entries(): readonly StateEntry[] {
    return [formatEntry(KIND), randomEntry('propose', this.#random.state)];
  }
}
