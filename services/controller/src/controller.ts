import type { Clock } from '@blockqnn/telemetry';
import type { BusinessEvents } from './business-events.js';
import { ChangeFeed } from './change-feed.js';
import type { Operation } from './operations/operation.js';
import type { Database } from './store/tables.js';
import { Writer } from './store/writer.js';

export interface ControllerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: BusinessEvents;
  readonly newToken: () => string;
  /** Told after a commit that put a message into the outbox. */
  readonly onBroadcast: () => void;
}

/** What the handlers work on. */
export class Controller {
  /** For reading; every write is an operation. */
  readonly db: Database;
  readonly feed = new ChangeFeed();
  readonly #writer: Writer;
  readonly #options: ControllerOptions;

  constructor(options: ControllerOptions) {
    this.#options = options;
    this.db = options.db;
    this.#writer = new Writer(options.db, {
      onChanges: (changes) => {
        this.feed.publish(changes);
      },
      onBroadcast: options.onBroadcast,
    });
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  /** Runs an operation: alone, in one transaction, and acknowledged only when that is on disk. */
  async operate<Result>(work: (operation: Operation) => Promise<Result>): Promise<Result> {
    const { clock, events, newToken } = this.#options;
    return await this.#writer.run((write) => work({ ...write, nowMs: clock.now(), newToken, events }));
  }

  /** Resolves when all operations so far have ended. */
  async idle(): Promise<void> {
    await this.#writer.idle();
  }
}
