import type { Duplex } from 'node:stream';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { Rows, Statement } from '../at-once.js';
import { assertStorable } from '../storable-value.js';
import { StorageError } from '../storage-error.js';
import { postgresFault } from './fault.js';
import { sessionSettings, type PostgresBounds } from './session.js';
import { StatementNames } from './statement-names.js';
import type { PostgresAddress } from './url.js';
import { VALUE_TYPES } from './value-types.js';

/** By how much our bound on a statement exceeds the server's, whose message says more. */
const GRACE_MS = 1_000;

/** For connections to say good-bye; a server that hangs would hold a shutdown up for ever. */
const END_MS = 1_000;

const KEEP_ALIVE_MS = 5_000;

/** A transaction that lifts the server's bound, such as a migration, lifts ours until it ends. */
export const UNBOUNDED = 'set local statement_timeout = 0';

export interface PoolOptions {
  readonly schema: string;
  readonly applicationName: string;
  readonly maxConnections: number;
  readonly bounds: PostgresBounds;
}

/**
 * The driver's pool as Kysely needs it, with what the driver leaves out: a statement that a hanging server or
 * a silent network never answers ends its connection; the death of a connection ends no process, whether it
 * was idle or at work; errors say what they mean for the caller.
 */
export class BoundedPool implements PostgresPool {
  readonly #pool: pg.Pool;
  readonly #description: string;
  readonly #bounds: PostgresBounds;
  readonly #sessions = new Set<pg.ClientBase>();
  readonly #names = new WeakMap<pg.ClientBase, StatementNames>();

  constructor(address: PostgresAddress, { schema, applicationName, maxConnections, bounds }: PoolOptions) {
    this.#description = address.description;
    this.#bounds = bounds;
    const settings = sessionSettings(schema, bounds);
    this.#pool = new pg.Pool({
      host: address.host,
      port: address.port,
      database: address.database,
      ...(address.user === undefined ? {} : { user: address.user }),
      ...(address.password === undefined ? {} : { password: address.password }),
      ssl: address.tls ?? false,
      application_name: address.applicationName ?? applicationName,
      max: maxConnections,
      connectionTimeoutMillis: bounds.connectMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      types: VALUE_TYPES,
      // What is asked for before an answer has come is sent at once.
      pipeline: true,
      // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the driver waits for it, undeclared
      onConnect: (client) => this.#setUp(client, settings),
    });
    // An idle connection that dies is replaced by the next one that is asked for.
    this.#pool.on('error', () => undefined);
  }

  async connect(): Promise<Session> {
    try {
      const client = await this.#pool.connect();
      return new Session(client, this.#names.get(client) ?? new StatementNames(), {
        description: this.#description,
        boundMs: this.#bounds.statementMs + GRACE_MS,
      });
    } catch (error) {
      throw postgresFault(error, this.#description) ?? error;
    }
  }

  async end(): Promise<void> {
    const cutOff = setTimeout(() => {
      for (const client of this.#sessions) cut(client, 'the pool is closed');
    }, END_MS);
    try {
      await this.#pool.end();
      await Promise.all([...this.#sessions].map(ended));
    } finally {
      clearTimeout(cutOff);
    }
  }

  async #setUp(client: pg.ClientBase, [text, values]: readonly [string, string[]]): Promise<void> {
    // Without a listener the death of a connection that is in use would end the process; its statement tells.
    client.on('error', () => undefined);
    this.#sessions.add(client);
    // The pool tells nobody of the end of one that could not be set up.
    client.once('end', () => this.#sessions.delete(client));
    this.#names.set(client, new StatementNames());
    const timer = setTimeout(() => {
      cut(client, `no answer within ${this.#bounds.connectMs} ms`);
    }, this.#bounds.connectMs);
    try {
      await client.query(text, values);
    } finally {
      clearTimeout(timer);
    }
  }
}

interface SessionOptions {
  readonly description: string;
  readonly boundMs: number;
}

/** One use of a connection. */
export class Session implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  readonly #options: SessionOptions;
  #bounded = true;
  #spoilt = false;

  constructor(client: pg.PoolClient, names: StatementNames, options: SessionOptions) {
    this.#client = client;
    this.#names = names;
    this.#options = options;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    sql: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    // Kysely asks for cursors only where it was given a class of them.
    if (typeof sql !== 'string') throw new TypeError('cursors are not supported');
    return this.#run(sql, parameters);
  }

  release(): void {
    this.#client.release(this.#spoilt);
  }

  /**
   * Sends a whole transaction without waiting in between. Behind a statement that fails, the server refuses all
   * others and makes a rollback of the commit.
   */
  async transact(statements: readonly Statement[]): Promise<readonly Rows[]> {
    // Before anything is sent: a transaction that lacks a statement must not be committed.
    for (const { parameters } of statements) parameters.forEach(assertStorable);
    return await this.#bound(async () => {
      const answers = await Promise.allSettled([
        // Never prepared: were it lost at the server, what follows would be in no transaction.
        this.#client.query<Record<string, unknown>>('begin'),
        ...statements.map(({ sql, parameters }) => this.#send(sql, parameters)),
        this.#client.query<Record<string, unknown>>('commit'),
      ]);
      // The first to fail is the one that tells why.
      const results = answers.map((answer) => {
        if (answer.status === 'rejected') throw answer.reason;
        return answer.value.rows;
      });
      return results.slice(1, -1);
    });
  }

  async #run<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (text === UNBOUNDED) this.#bounded = false;
    else if (text === 'commit' || text === 'rollback') this.#bounded = true;
    parameters.forEach(assertStorable);
    // Of the driver's looser declaration Kysely needs a part.
    return (await this.#bound(() => this.#send(text, parameters))) as unknown as PostgresQueryResult<R>;
  }

  async #send(
    text: string,
    parameters: readonly unknown[],
  ): Promise<pg.QueryResult<Record<string, unknown>>> {
    const name = this.#names.nameOf(text);
    const values = [...parameters];
    return await this.#client.query(name === undefined ? { text, values } : { name, text, values });
  }

  /** Cuts the connection where the answer does not come in time, and says of errors what they mean. */
  async #bound<Result>(ask: () => Promise<Result>): Promise<Result> {
    const { boundMs, description } = this.#options;
    const timer = this.#bounded
      ? setTimeout(() => {
          cut(this.#client, `no answer within ${boundMs} ms`);
        }, boundMs)
      : undefined;
    try {
      return await ask();
    } catch (error) {
      const fault = postgresFault(error, description);
      // Whatever state the session is in, a new one has none.
      if (fault instanceof StorageError) this.#spoilt = true;
      throw fault ?? error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Ends a connection at once; what waits for it fails with the reason. */
function cut(client: pg.ClientBase, reason: string): void {
  // The driver itself ends a connection so where logging in takes too long.
  streamOf(client).destroy(new Error(reason));
}

function ended(client: pg.ClientBase): Promise<void> {
  const stream = streamOf(client);
  if (stream.closed) return Promise.resolve();
  return new Promise((resolve) => stream.once('close', resolve));
}

/** The driver's declaration leaves the connection out. */
function streamOf(client: pg.ClientBase): Duplex {
  return (client as unknown as { connection: { stream: Duplex } }).connection.stream;
}
