/** A repeated event is told again after this. */
const TELL_EVERY_MS = 10_000;
/** Kinds of event that are told apart at once: whoever invents new ones fills neither log nor memory. */
const MAX_KINDS = 200;

interface Told {
  readonly atMs: number;
  leftOut: number;
}

/**
 * Tells of events that outsiders cause: the first of a kind at once, more of it once in {@link TELL_EVERY_MS}
 * together with how many came in between.
 */
export class RareLog {
  readonly #now: () => number;
  readonly #told = new Map<string, Told>();

  /** @param now - milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * @param kind - of the event, for instance where it comes from and why
   * @param write - writes a line, which tells how many events of the kind were left out since the one before
   */
  tell(kind: string, write: (leftOut: number) => void): void {
    const nowMs = this.#now();
    const told = this.#told.get(kind);
    if (told && nowMs - told.atMs < TELL_EVERY_MS) {
      told.leftOut += 1;
      return;
    }
    if (!told && this.#told.size >= MAX_KINDS && !this.#forgetOld(nowMs)) return;
    this.#told.delete(kind);
    this.#told.set(kind, { atMs: nowMs, leftOut: 0 });
    write(told?.leftOut ?? 0);
  }

  /** Whether there is room then; the map has the oldest first. */
  #forgetOld(nowMs: number): boolean {
    for (const [kind, { atMs }] of this.#told) {
      if (nowMs - atMs < TELL_EVERY_MS) break;
      this.#told.delete(kind);
    }
    return this.#told.size < MAX_KINDS;
  }
}
