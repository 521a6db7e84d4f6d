import type { LayerCode } from './layer-code.js';
import type { RandomSource } from './random-source.js';

/** A block as the agent drew it, and its reward. */
export interface Episode {
  /** Its layers' codes; at least one, Terminal left out. */
  readonly codes: readonly LayerCode[];
  /** Corrected reward, in percent points. */
  readonly reward: number;
}

/** Every evaluated block, in the order of the rewards (paper: experience replay). */
export class ReplayMemory {
  readonly #episodes: Episode[] = [];
  #told = 0;

  get size(): number {
    return this.#episodes.length;
  }

  append(episode: Episode): void {
    this.#episodes.push(episode);
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

  /** All episodes, with their numbers. */
  *entries(): Generator<{ readonly number: number; readonly episode: Episode }> {
    for (const [number, episode] of this.#episodes.entries()) yield { number, episode };
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
