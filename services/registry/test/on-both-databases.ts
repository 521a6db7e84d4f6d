import { test, type TestContext } from 'node:test';
import { postgresOfFile } from '../../../test/tools/postgres.js';
import { temporaryFolder, type RegistryPlace } from './test-registry.js';

/** Longest that a test may take. */
const TIMEOUT_MS = 60_000;

/** `another` makes a further place with a fresh database of the same kind. */
export type RegistryTest = (
  place: RegistryPlace,
  t: TestContext,
  another: () => Promise<RegistryPlace>,
) => Promise<void>;

/**
 * Gives what registers a test twice, on a SQLite file and on a real PostgreSQL, each time with a fresh database.
 * To be called at the top of the file.
 */
export function onBothDatabases(): (promise: string, work: RegistryTest) => void {
  const postgres = postgresOfFile();
  return (promise, work) => {
    test(`sqlite: ${promise}`, { timeout: TIMEOUT_MS }, async (t) => {
      const newPlace = () => temporaryFolder(t);
      await work(await newPlace(), t, newPlace);
    });
    test(`postgres: ${promise}`, { timeout: TIMEOUT_MS }, async (t) => {
      const server = await postgres(t);
      if (!server) return;
      const newPlace = async () => ({
        BLOCKQNN_STATE_DIR: await temporaryFolder(t),
        BLOCKQNN_DATABASE_URL: await server.createDatabase(),
      });
      await work(await newPlace(), t, newPlace);
    });
  };
}
