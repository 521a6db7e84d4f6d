import { dialectOf } from '@blockqnn/storage';
import { sql, type RawBuilder } from 'kysely';
import type { Clock } from '@blockqnn/telemetry';
import type { Database } from '../store/tables.js';

/** How long a controller stays active after its last sign of life. */
export const TERM_MS = 4_000;

/** Another controller is active by now, so that this one may write nothing more. */
export class FencedOffError extends Error {
  override readonly name = 'FencedOffError';

  constructor(epoch: number) {
    super(`another controller took over from epoch ${epoch}`);
  }
}

export interface Renewal {
  /** By the database's clock. */
  readonly nowMs: number;
  /** The highest id that a message in the outbox may have now. */
  readonly lastOutboxId: number;
}

/**
 * Who of several controllers on one database is active: the one whose epoch the `leadership` row has. Every
 * write renews the row first, within its transaction. That keeps the row locked until the commit, so a write
 * is either before a take-over or refused; however long a process was stopped, it cannot write late.
 */
export class Leadership {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #holder: string;

  /** @param holder Unlike that of any other controller, and telling people who it is. */
  constructor(db: Database, clock: Clock, holder: string) {
    this.#db = db;
    this.#clock = clock;
    this.#holder = holder;
  }

  /**
   * Becomes active where nobody else is: the one who was has shown no sign of life for {@link TERM_MS}. On a
   * SQLite file, which one process owns, nobody can be. Gives back the new epoch, or undefined.
   */
  async acquire(): Promise<number | undefined> {
    const now = this.#now(this.#db);
    const isFree =
      dialectOf(this.#db) === 'sqlite'
        ? sql<boolean>`1 = 1`
        : sql<boolean>`(expires_at_ms <= ${now} or holder = ${this.#holder})`;
    const { rows } = await sql<{ epoch: number }>`
      update leadership set epoch = epoch + 1, holder = ${this.#holder}, expires_at_ms = ${now} + ${TERM_MS}
      where id = 1 and ${isFree} returning epoch`.execute(this.#db);
    return rows[0]?.epoch;
  }

  /**
   * Stays active, as the first statement of a transaction.
   *
   * @param newMessages Ids for messages in the outbox that the transaction needs.
   * @throws FencedOffError
   */
  async renew(transaction: Database, epoch: number, newMessages = 0): Promise<Renewal> {
    const now = this.#now(transaction);
    const { rows } = await sql<Renewal>`
      update leadership
      set expires_at_ms = ${now} + ${TERM_MS}, last_outbox_id = last_outbox_id + ${newMessages}
      where id = 1 and epoch = ${epoch}
      returning expires_at_ms - ${TERM_MS} as "nowMs", last_outbox_id as "lastOutboxId"`.execute(transaction);
    const [row] = rows;
    if (row === undefined) throw new FencedOffError(epoch);
    return row;
  }

  /** Lets another one take over at once. */
  async release(epoch: number): Promise<void> {
    await sql`update leadership set expires_at_ms = 0 where id = 1 and epoch = ${epoch}`.execute(this.#db);
  }

  /** A SQLite file's clock is this machine's. */
  #now(db: Database): RawBuilder<number> {
    return dialectOf(db) === 'sqlite'
      ? sql`${Math.floor(this.#clock.now())}`
      : sql`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  }
}
