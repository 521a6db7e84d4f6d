import { dialectOf, type Rows, type Statement } from '@blockqnn/storage';
import { sql, type RawBuilder } from 'kysely';
import type { Clock } from '@blockqnn/telemetry';
import type { Database } from '../store/tables.js';

/** How long a controller stays active after its last sign of life. */
export const TERM_MS = 4_000;

/** Another controller is active by now, so that this one may write nothing more. */
export class FencedOffError extends Error {
  override readonly name = 'FencedOffError';

  constructor(epoch: number, options?: ErrorOptions) {
    super(`another controller took over from epoch ${epoch}`, options);
  }
}

export interface Renewal {
  /** By the database's clock. */
  readonly nowMs: number;
  /** The highest id that a message in the outbox was given. */
  readonly lastOutboxId: number;
}

/** No row has no epoch, so whoever's epoch is not the row's violates that. */
const renewalText = (expiresAtMs: string, lastOutboxId: string, epoch: string): string =>
  `update leadership set expires_at_ms = ${expiresAtMs}, last_outbox_id = ${lastOutboxId}, epoch = case when epoch = ${epoch} then epoch end where id = 1 returning expires_at_ms - ${TERM_MS} as "nowMs"`;

const POSTGRES_NOW = 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint';
const SQLITE_RENEWAL = renewalText('?', '?', '?');
const POSTGRES_RENEWAL = renewalText(`${POSTGRES_NOW} + ${TERM_MS}`, '$1', '$2');

/**
 * What a {@link Leadership.renewal} answers: the time by the database's clock.
 *
 * @throws FencedOffError where there is no row, as after somebody removed it by hand.
 */
export function renewedAtMs(rows: Rows, epoch: number): number {
  const [row] = rows;
  if (row === undefined) throw new FencedOffError(epoch);
  return row['nowMs'] as number;
}

/** Whether a transaction failed because another controller is active by now. */
export function isFencing(error: unknown): boolean {
  const { code, message, table, column } = (error ?? {}) as Readonly<Record<string, unknown>>;
  // PostgreSQL's message is in the language of the server.
  if (code === '23502') return table === 'leadership' && column === 'epoch';
  return code === 'SQLITE_CONSTRAINT_NOTNULL' && String(message).includes('leadership.epoch');
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
   * Stays active.
   *
   * @throws FencedOffError
   */
  async renew(db: Database, epoch: number): Promise<Renewal> {
    const now = this.#now(db);
    const { rows } = await sql<Renewal>`
      update leadership set expires_at_ms = ${now} + ${TERM_MS} where id = 1 and epoch = ${epoch}
      returning expires_at_ms - ${TERM_MS} as "nowMs", last_outbox_id as "lastOutboxId"`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new FencedOffError(epoch);
    return row;
  }

  /**
   * The statement that begins a write: it stays active, and fails as {@link isFencing} tells where another
   * controller took over, so that nothing behind it in the transaction is done. It answers as {@link renewedAtMs} reads.
   *
   * @param lastOutboxId The highest id that a message in the outbox has then.
   */
  renewal(db: Database, epoch: number, lastOutboxId: number): Statement {
    return dialectOf(db) === 'sqlite'
      ? { sql: SQLITE_RENEWAL, parameters: [Math.floor(this.#clock.now()) + TERM_MS, lastOutboxId, epoch] }
      : { sql: POSTGRES_RENEWAL, parameters: [lastOutboxId, epoch] };
  }

  /** Lets another one take over at once. */
  async release(epoch: number): Promise<void> {
    await sql`update leadership set expires_at_ms = 0 where id = 1 and epoch = ${epoch}`.execute(this.#db);
  }

  /** A SQLite file's clock is this machine's. */
  #now(db: Database): RawBuilder<number> {
    return dialectOf(db) === 'sqlite' ? sql`${Math.floor(this.#clock.now())}` : sql.raw(POSTGRES_NOW);
  }
}
