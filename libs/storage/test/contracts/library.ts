import type { Migration } from '@blockqnn/storage';
import type { Generated, Kysely } from 'kysely';

export interface Tables {
  shelf: { id: string };
  book: {
    id: Generated<number>;
    shelf: string;
    title: string;
    pages: number | null;
    price: number | null;
    scan: Uint8Array | null;
  };
}

export const SHELVES: Migration = {
  name: '0001-shelves',
  up: async (db) => {
    await db.schema
      .createTable('shelf')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .execute();
  },
};

export const BOOKS: Migration = {
  name: '0002-books',
  up: async (db) => {
    await db.schema
      .createTable('book')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('shelf', 'text', (column) => column.notNull().references('shelf.id'))
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('pages', 'integer')
      .addColumn('price', 'double precision')
      .addColumn('scan', 'blob')
      .execute();
  },
};

export const BROKEN: Migration = {
  name: '0002-broken',
  up: async (db) => {
    await db.schema.createTable('half').addColumn('id', 'integer').execute();
    throw new Error('no');
  },
};

/** Tests a promise on a fresh database. */
export type Check = (promise: string, work: (db: Kysely<Tables>) => Promise<void>) => void;
