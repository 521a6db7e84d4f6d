import type { Clock } from '@blockqnn/telemetry';
import type { BusinessEvents } from './business-events.js';
import { ChangeFeed } from './change-feed.js';
import { NotActiveError, searchNotFound } from './domain/controller-error.js';
import type { Term } from './leadership/term.js';
import type { LiveSearch } from './live/live-search.js';
import type { LiveState } from './live/live-state.js';
import type { Operation } from './operations/operation.js';
import type { Database } from './store/tables.js';
import { WaitingRoom } from './waiting/waiting-room.js';

export interface ControllerOptions {
  readonly events: BusinessEvents;
  readonly newToken: () => string;
  /** How long deleted searches are kept. */
  readonly keepDeletedMs: number;
  /** Whether there is a bus that takes what is in the outbox. */
  readonly broadcasts: boolean;
}

/** What the handlers work on. Everything is refused with {@link NotActiveError} while this controller is not the active one. */
export class Controller {
  readonly feed = new ChangeFeed();
  readonly waiting = new WaitingRoom();
  readonly keepDeletedMs: number;
  readonly broadcasts: boolean;
  readonly #events: BusinessEvents;
  readonly #newToken: () => string;
  #term: Term | undefined;
  #notActive = new NotActiveError('DATABASE_UNAVAILABLE', 'the controller is starting');

  constructor({ events, newToken, keepDeletedMs, broadcasts }: ControllerOptions) {
    this.#events = events;
    this.#newToken = newToken;
    this.keepDeletedMs = keepDeletedMs;
    this.broadcasts = broadcasts;
  }

  get isActive(): boolean {
    return this.#term !== undefined;
  }

  /** For reading; every write is an operation. */
  get db(): Database {
    return this.#present.db;
  }

  get clock(): Clock {
    return this.#present.clock;
  }

  get live(): LiveState {
    return this.#present.live;
  }

  /** From now on this controller decides. */
  begin(term: Term): void {
    this.#term = term;
  }

  /** From now on it does not, for the reason given. */
  end(why: NotActiveError): void {
    this.#term = undefined;
    this.#notActive = why;
    this.waiting.wakeAll();
    this.feed.fail(why);
  }

  /**
   * Runs an operation at once, and resolves when it is on disk with all that it can have seen. Rejects with
   * what it throws, or with {@link NotActiveError}; whether anything was done is for the database to tell then.
   */
  async operate<Result>(work: (operation: Operation) => Result): Promise<Result> {
    const { clock, live, commit } = this.#present;
    return await commit.run((unit) =>
      work({
        unit,
        live,
        nowMs: clock.now(),
        newToken: this.#newToken,
        events: this.#events,
        wake: (searchId) => {
          this.waiting.wake(searchId);
        },
      }),
    );
  }

  /** The same on a search. Rejects with `SEARCH_NOT_FOUND` too. */
  async onSearch<Result>(
    searchId: string,
    work: (operation: Operation, live: LiveSearch) => Result,
  ): Promise<Result> {
    const term = this.#present;
    const live = await term.live.load(searchId);
    if (term !== this.#term) throw this.#notActive;
    // Between the reading and now it may have been removed for good.
    if (term.live.find(searchId) !== live) throw searchNotFound(searchId);
    return await this.operate((operation) => work(operation, live));
  }

  /** Resolves when everything done so far is on disk. */
  async flush(): Promise<void> {
    await this.#present.commit.flush();
  }

  get #present(): Term {
    if (this.#term === undefined) throw this.#notActive;
    return this.#term;
  }
}
