import { timingSafeEqual } from 'node:crypto';
import { hashToken } from './token.js';
import type { TokenEntry } from './token-entry.js';

/**
 * Finds entries by tokens. A token is hashed, found by its hash, and compared in constant time: what an attacker
 * could learn from the time of the look-up are bits of a hash, which bring no token nearer.
 */
export class TokenBook {
  readonly #entries: ReadonlyMap<string, { readonly entry: TokenEntry; readonly hash: Buffer }>;

  constructor(entries: readonly TokenEntry[]) {
    this.#entries = new Map(
      entries.map((entry) => [entry.sha256, { entry, hash: Buffer.from(entry.sha256, 'hex') }]),
    );
  }

  /** The entry of a token, expired or not; undefined where there is none. */
  find(token: string): TokenEntry | undefined {
    const hash = hashToken(token);
    const found = this.#entries.get(hash.toString('hex'));
    return found && timingSafeEqual(found.hash, hash) ? found.entry : undefined;
  }
}
