import { dialectOf } from '@blockqnn/storage';
import { CompiledQuery, type CompiledQuery as Compiled } from 'kysely';
import type { Database } from './tables.js';

/**
 * A statement on rows that is compiled once for each number of them: a controller writes the same few with
 * every commit, thousands of times a second. Its parameters have to be the given columns of the rows, row by row.
 */
export class RowStatement<Row extends object> {
  readonly #columns: readonly (keyof Row)[];
  readonly #build: (db: Database, rows: readonly Row[]) => { compile(): Compiled };
  /** By dialect and number of rows. */
  readonly #texts = new Map<string, string>();

  constructor(
    columns: readonly (keyof Row)[],
    build: (db: Database, rows: readonly Row[]) => { compile(): Compiled },
  ) {
    this.#columns = columns;
    this.#build = build;
  }

  async execute(db: Database, rows: readonly Row[]): Promise<void> {
    // Fields in one order, whatever order each row was made in: that of the statement's parameters.
    const ordered = rows.map((row) => this.#ordered(row));
    const values = ordered.flatMap((row) => Object.values(row) as unknown[]);
    const key = `${dialectOf(db)} ${rows.length}`;
    let text = this.#texts.get(key);
    if (text === undefined) {
      const { sql, parameters } = this.#build(db, ordered).compile();
      if (!isSame(parameters, values)) throw new RangeError(`parameters are not the rows' columns: ${sql}`);
      text = sql;
      this.#texts.set(key, text);
    }
    await db.executeQuery(CompiledQuery.raw(text, values));
  }

  #ordered(row: Row): Row {
    return Object.fromEntries(this.#columns.map((column) => [column, row[column]])) as Row;
  }
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
