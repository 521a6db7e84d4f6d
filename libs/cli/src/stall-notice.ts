export interface Notice {
  /** Since the last progress. */
  readonly afterMs: number;
  readonly text: string;
}

/** Says what is waited for where nothing goes on: each notice once, after its time without progress. */
export class StallNotice implements Disposable {
  readonly #say: (text: string) => void;
  readonly #left: Notice[];
  #timers: NodeJS.Timeout[] = [];

  constructor(notices: readonly Notice[], say: (text: string) => void) {
    this.#say = say;
    this.#left = [...notices];
    this.progress();
  }

  /** Something went on: the time counts from now. */
  progress(): void {
    this[Symbol.dispose]();
    this.#timers = this.#left.map((notice) =>
      setTimeout(() => {
        this.#left.splice(this.#left.indexOf(notice), 1);
        this.#say(notice.text);
      }, notice.afterMs),
    );
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
