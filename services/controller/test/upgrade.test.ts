import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openDatabase, StorageError } from '@blockqnn/storage';
import { postgresOfFile } from '../../../test/tools/postgres.js';
import { logBusinessEvents } from '../src/business-events.js';
import { Controller } from '../src/controller.js';
import { Leadership } from '../src/leadership/leadership.js';
import { notActive, serveTerms, type Schema } from '../src/leadership/serve-terms.js';
import { Term } from '../src/leadership/term.js';
import type { Tables } from '../src/store/tables.js';
import { createSearch, present, silent, testController, until } from './test-controller.js';

const postgres = postgresOfFile();
const TIMEOUT = { timeout: 60_000 };

/** A controller of another version on a database: of its version there is only what it does to the schema. */
async function otherVersion(url: string, migrate: Schema['migrate']) {
  const options = { schema: 'blockqnn_controller', applicationName: 'other version' };
  const db = await openDatabase<Tables>({ kind: 'postgres', url }, options);
  const leadership = new Leadership(db, { now: () => 0 }, 'other version');
  const stopping = new AbortController();
  const events = logBusinessEvents(silent);
  let looked: (error: unknown) => void;
  const firstAttempt = new Promise((resolve) => (looked = resolve));
  const serving = serveTerms({
    controller: new Controller({ events, newToken: () => '', keepDeletedMs: 1000, broadcasts: false }),
    leadership,
    schema: { lacksLeadership: () => Promise.resolve(false), migrate },
    beginTerm: async (epoch) =>
      await Term.begin({
        db,
        leadership,
        epoch,
        clock: undefined,
        onChanges: () => undefined,
        onBroadcast: () => undefined,
        failureOf: notActive,
      }),
    onBegin: () => Promise.resolve(),
    shared: true,
    setServing: () => undefined,
    logger: silent,
    signal: stopping.signal,
    onFirst: (error) => {
      looked(error);
    },
  });
  return {
    firstAttempt,
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await serving;
      await db.destroy();
    },
  };
}

async function freshUrl(t: TestContext): Promise<string | undefined> {
  return await (await postgres(t))?.createDatabase();
}

test('a newer version that stands by leaves the schema alone until it takes over', TIMEOUT, async (t) => {
  const url = await freshUrl(t);
  if (url === undefined) return;
  await using active = await testController({ database: { kind: 'postgres', url } });
  let migrations = 0;
  await using newer = await otherVersion(url, () => {
    migrations += 1;
    return Promise.resolve();
  });
  assert.equal(await newer.firstAttempt, undefined, 'it stands by');
  assert.equal(migrations, 0);
  await createSearch(active);
  await active[Symbol.asyncDispose]();
  await until(() => migrations === 1);
});

test('one that finds the schema too new leaves the place to others', TIMEOUT, async (t) => {
  const url = await freshUrl(t);
  if (url === undefined) return;
  const database = { kind: 'postgres', url } as const;
  await (await testController({ database }))[Symbol.asyncDispose]();
  const tooNew = new StorageError('SCHEMA_TOO_NEW', 'migrated by a newer version');
  await using older = await otherVersion(url, () => Promise.reject(tooNew));
  assert.equal(await older.firstAttempt, tooNew);
  await using controller = await testController({ database });
  await until(async () => {
    try {
      return present(await createSearch(controller)).name !== '';
    } catch {
      return false;
    }
  });
});
