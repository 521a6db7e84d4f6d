import type { StateEntry } from './strategy.js';

/** Remembers which value of each key was told to the outside, for the few entries that are told whole. */
export class ToldEntries {
  readonly #values = new Map<string, string>();

  /** Takes an entry as told. */
  note({ key, value }: StateEntry): void {
    this.#values.set(key, value);
  }

  /** Those of the entries whose value was not told yet; from now on it is. */
  tell(entries: readonly StateEntry[]): readonly StateEntry[] {
    const changed = entries.filter(({ key, value }) => this.#values.get(key) !== value);
    for (const entry of changed) this.note(entry);
    return changed;
  }
}
