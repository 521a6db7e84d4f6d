import { createStrategy, type Strategy } from '@blockqnn/search';
import type { BusMessage } from '@blockqnn/events';
import type { Search } from '../domain/search.js';
import { insertOutboxMessage } from './outbox.js';
import { loadStrategyState, saveStrategyState } from './strategy-state.js';
import type { Database, DatabaseTransaction } from './tables.js';

/** What changed in a committed write. */
export interface Change {
  readonly searchId: string;
  /** Undefined: the search itself. */
  readonly trial: number | undefined;
}

/** A write under way: everything done through it is committed together or not at all. */
export interface Write {
  readonly db: DatabaseTransaction;
  /** The strategy of a search; what it learns is saved with the write. */
  strategyOf(search: Search): Promise<Strategy>;
  /** Puts a message into the outbox. */
  broadcast(message: BusMessage): Promise<void>;
  /** To be told to watchers after the commit. */
  changed(searchId: string, trial?: number): void;
  /** After the commit the strategy of a search is needed no more. */
  retireStrategy(searchId: string): void;
  /** Does something after the commit, such as logging what happened. */
  afterCommit(action: () => void): void;
}

export interface WriterListener {
  onChanges(changes: readonly Change[]): void;
  onBroadcast(): void;
}

/**
 * Runs writes one after the other, each in one transaction. That makes budgets exact, and lets strategies
 * live in memory between writes; one that a failed write has touched is made anew from the database.
 */
export class Writer {
  readonly #db: Database;
  readonly #listener: WriterListener;
  readonly #strategies = new Map<string, Strategy>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(db: Database, listener: WriterListener) {
    this.#db = db;
    this.#listener = listener;
  }

  /** Rejects with what `work` rejects with, or where the commit fails; nothing has changed then. */
  async run<Result>(work: (write: Write) => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => this.#run(work));
    this.#last = result.catch(() => undefined);
    return await result;
  }

  /** Resolves when all writes so far have ended. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #run<Result>(work: (write: Write) => Promise<Result>): Promise<Result> {
    const touched = new Map<string, Strategy>();
    const changes: Change[] = [];
    const actions: (() => void)[] = [];
    let broadcasts = 0;
    let result: Result;
    try {
      result = await this.#db.transaction().execute(async (db) => {
        const done = await work({
          db,
          strategyOf: async (search) => {
            const strategy = touched.get(search.id) ?? (await this.#strategyOf(db, search));
            touched.set(search.id, strategy);
            return strategy;
          },
          broadcast: async (message) => {
            await insertOutboxMessage(db, message);
            broadcasts += 1;
          },
          changed: (searchId, trial) => {
            changes.push({ searchId, trial });
          },
          retireStrategy: (searchId) => {
            actions.push(() => this.#strategies.delete(searchId));
          },
          afterCommit: (action) => {
            actions.push(action);
          },
        });
        for (const [searchId, strategy] of touched) {
          await saveStrategyState(db, searchId, strategy.takeChanges());
        }
        return done;
      });
    } catch (error) {
      for (const searchId of touched.keys()) this.#strategies.delete(searchId);
      throw error;
    }
    if (changes.length > 0) this.#listener.onChanges(changes);
    if (broadcasts > 0) this.#listener.onBroadcast();
    for (const action of actions) action();
    return result;
  }

  async #strategyOf(db: DatabaseTransaction, { id, spec }: Search): Promise<Strategy> {
    let strategy = this.#strategies.get(id);
    if (strategy === undefined) {
      strategy = createStrategy({
        kind: spec.strategy,
        seed: spec.seed,
        budget: spec.budget.maxEvaluations,
        maxLayers: spec.maxLayers,
        state: await loadStrategyState(db, id),
      });
      this.#strategies.set(id, strategy);
    }
    return strategy;
  }
}
