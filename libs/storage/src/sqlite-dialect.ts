import { SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver } from 'kysely';
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
