import type { LayerCode } from './layer-code.js';
import type { RandomSource } from './random-source.js';

/** A block as the agent drew it, and its reward. */
export interface Episode {
  /** Its layers' codes; at least one, Terminal left out. */
  readonly codes: readonly LayerCode[];
  /** Corrected reward, in percent points. */
  readonly reward: number;
}

/** Everything that was observed, in that order (paper, section 4.1: experience replay). */
export class ReplayMemory {
  readonly #episodes: Episode[] = [];
  readonly #rewards = new Map<string, number>();
  #told = 0;

  get size(): number {
    return this.#episodes.length;
  }

  /** Whether this block has brought this very reward before. */
  holds(episode: Episode): boolean {
    return this.#rewards.get(blockText(episode)) === episode.reward;
  }

  append(episode: Episode): void {
    this.#episodes.push(episode);
    this.#rewards.set(blockText(episode), episode.reward);
  }

  /** Appends an episode that is known to the outside, so that {@link takeChanges} does not tell it. */
  restore(episode: Episode): void {
    this.append(episode);
    this.#told += 1;
  }

  /** Any episode, each equally likely whatever was drawn before. Throws RangeError where there is none. */
  draw(random: RandomSource): Episode {
    return random.pick(this.#episodes);
  }

  /** The episodes appended since the last call, with their numbers, from 0. */
  takeChanges(): readonly { readonly number: number; readonly episode: Episode }[] {
    const first = this.#told;
    this.#told = this.size;
    return this.#episodes.slice(first).map((episode, place) => ({ number: first + place, episode }));
  }
}

/** NSC text of the block. */
export function blockText({ codes }: Episode): string {
  return codes.map((code) => code.text).join(',');
}
