import { join } from 'node:path';
import type { DatabaseLocation } from '@blockqnn/storage';

type MakeDatabase = (folder: string) => Promise<DatabaseLocation>;

let make: MakeDatabase = (folder) => Promise.resolve({ kind: 'sqlite', path: join(folder, 'controller.db') });

/** A fresh database for a test that has this folder for itself. */
export async function freshDatabase(folder: string): Promise<DatabaseLocation> {
  return await make(folder);
}

/** Has all tests that come use databases made so, instead of SQLite files. */
export function useDatabases(other: MakeDatabase): void {
  make = other;
}
