import {
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type Kysely,
} from 'kysely';
import type { AtOnceAdapter, Rows, Statement } from './at-once.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Kysely's SQLite, with commits that do not keep this thread: it goes on while the disk syncs. */
export class BackgroundCommitDialect extends SqliteDialect {
  readonly #database: SqliteConnection;

  constructor(database: SqliteConnection) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new BackgroundCommitDriver(this.#database);
  }

  override createAdapter(): DialectAdapter {
    return new BackgroundCommitAdapter(this.#database);
  }
}

/** Nobody else gets the connection before the commit has ended. */
class BackgroundCommitDriver extends SqliteDriver {
  readonly #database: SqliteConnection;

  constructor(database: SqliteConnection) {
    super({ database });
    this.#database = database;
  }

  override async commitTransaction(_connection: DatabaseConnection): Promise<void> {
    await this.#database.commit();
  }
}

class BackgroundCommitAdapter extends SqliteAdapter implements AtOnceAdapter {
  readonly #database: SqliteConnection;

  constructor(database: SqliteConnection) {
    super();
    this.#database = database;
  }

  async executeAtOnce(db: Kysely<unknown>, statements: readonly Statement[]): Promise<readonly Rows[]> {
    // There is one connection, which is this one's alone meanwhile.
    return await db.connection().execute(async () => await this.#database.transact(statements));
  }
}
