import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallStack } from '@blockqnn/network';
import { DEFAULT_REWARD_WEIGHTS } from '@blockqnn/search';
import { migrate, openSqlite } from '@blockqnn/storage';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import { logBusinessEvents } from '../src/business-events.js';
import type { Search, SearchSpec } from '../src/domain/search.js';
import { createSearch } from '../src/operations/create-search.js';
import type { Operation } from '../src/operations/operation.js';
import { MIGRATIONS } from '../src/store/migrations.js';
import type { Database, Tables } from '../src/store/tables.js';
import { Writer } from '../src/store/writer.js';
import { silent } from './test-controller.js';

const SPEC: SearchSpec = {
  displayName: '',
  strategy: 'q-learning',
  seed: 1,
  dataset: 'procedural',
  stack: smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 }),
  recipe: EARLY_STOP_RECIPE,
  rewardWeights: DEFAULT_REWARD_WEIGHTS,
  budget: { maxEvaluations: 20, maxAttempts: 3 },
  limits: {},
  maxLayers: 5,
  leaseMs: 60_000,
};

/** What is under the RPCs: a fresh database with one search, and its writer. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  readonly writer: Writer;
  readonly search: Search;
  /** What the writer's listener was told. */
  readonly told: string[];
  readonly operate: <Result>(work: (operation: Operation) => Promise<Result>) => Promise<Result>;
}

export async function testDatabase(spec: Partial<SearchSpec> = {}): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-writer-'));
  const db = await openSqlite<Tables>({ path: join(folder, 'controller.db') });
  await migrate(db, MIGRATIONS);
  const told: string[] = [];
  const writer = new Writer(db, {
    onChanges: (changes) => told.push(...changes.map(({ searchId, trial }) => `${searchId} ${trial ?? ''}`)),
    onBroadcast: () => told.push('broadcast'),
  });
  let tokens = 0;
  const operate = <Result>(work: (operation: Operation) => Promise<Result>) =>
    writer.run((write) =>
      work({
        ...write,
        nowMs: 0,
        newToken: () => String(tokens++).padStart(12, '0'),
        events: logBusinessEvents(silent),
      }),
    );
  const search = await operate((operation) => createSearch(operation, { ...SPEC, ...spec }, ''));
  told.length = 0;
  return {
    db,
    writer,
    search,
    told,
    operate,
    [Symbol.asyncDispose]: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
