import { dialectOf, type Statement } from '@blockqnn/storage';
import type { CompiledQuery } from 'kysely';
import type { Database } from './tables.js';

/**
 * A statement on rows that is compiled once for each number of them: a controller writes the same few with
 * every commit, thousands of times a second. Its parameters have to be the given columns of the rows, row by row.
 */
export class RowStatement<Row extends object> {
  readonly #columns: readonly (keyof Row)[];
  readonly #build: (db: Database, rows: readonly Row[]) => { compile(): CompiledQuery };
  /** By dialect and number of rows. */
  readonly #texts = new Map<string, string>();

  constructor(
    columns: readonly (keyof Row)[],
    build: (db: Database, rows: readonly Row[]) => { compile(): CompiledQuery },
  ) {
    this.#columns = columns;
    this.#build = build;
  }

  of(db: Database, rows: readonly Row[]): Statement {
    const parameters: unknown[] = [];
    for (const row of rows) for (const column of this.#columns) parameters.push(row[column]);
    const key = `${dialectOf(db)} ${rows.length}`;
    let sql = this.#texts.get(key);
    if (sql === undefined) {
      sql = this.#compile(db, rows, parameters);
      this.#texts.set(key, sql);
    }
    return { sql, parameters };
  }

  #compile(db: Database, rows: readonly Row[], parameters: readonly unknown[]): string {
    // Fields in one order, whatever order each row was made in.
    const ordered = rows.map(
      (row) => Object.fromEntries(this.#columns.map((column) => [column, row[column]])) as Row,
    );
    const compiled = this.#build(db, ordered).compile();
    if (isSame(compiled.parameters, parameters)) return compiled.sql;
    throw new RangeError(`parameters are not the rows' columns: ${compiled.sql}`);
  }
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
