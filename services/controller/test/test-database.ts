import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallStack } from '@blockqnn/network';
import { DEFAULT_REWARD_WEIGHTS, type StateEntry } from '@blockqnn/search';
import { migrate, openDatabase } from '@blockqnn/storage';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import { logBusinessEvents } from '../src/business-events.js';
import { Controller } from '../src/controller.js';
import type { Search, SearchSpec } from '../src/domain/search.js';
import { Leadership } from '../src/leadership/leadership.js';
import { notActive } from '../src/leadership/serve-terms.js';
import { Term, type TermOptions } from '../src/leadership/term.js';
import type { LiveSearch } from '../src/live/live-search.js';
import { createSearch } from '../src/operations/create-search.js';
import type { Operation } from '../src/operations/operation.js';
import type { BlocksRequest } from '../src/operations/request-blocks.js';
import { MIGRATIONS } from '../src/store/migrations.js';
import { loadStrategyState } from '../src/store/strategy-state.js';
import type { Database, Tables } from '../src/store/tables.js';
import { freshDatabase } from './database-of-tests.js';
import { silent, TestClock } from './test-controller.js';

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

/** What is under the RPCs: a term on a fresh database with one search. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  readonly controller: Controller;
  readonly search: Search;
  /** What listeners were told of commits. */
  readonly told: string[];
  /** Called before each statement. */
  beforeStatement: () => void;
  readonly onSearch: <Result>(work: (operation: Operation, live: LiveSearch) => Result) => Promise<Result>;
  /** Ends the term and begins another one, from what is on disk. */
  readonly restart: () => Promise<void>;
  /** The newest value of each key, whether in snapshot or deltas. */
  readonly strategyState: () => Promise<readonly StateEntry[]>;
}

/** A request for one block of the search. */
export function drawRequest({ id }: Search): BlocksRequest {
  return { searchId: id, count: 1, worker: 'w', datasetNames: [], requestId: '' };
}

/** @param options `compaction`: as in `TermOptions`. */
export async function testDatabase(
  spec: Partial<SearchSpec> = {},
  { compaction }: Pick<TermOptions, 'compaction'> = {},
): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-term-'));
  const opened = await openDatabase<Tables>(await freshDatabase(folder), {
    schema: 'test',
    applicationName: 'test',
  });
  const db = opened.withPlugin({
    transformQuery: ({ node }) => {
      database.beforeStatement();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const database = { beforeStatement: (): void => undefined };
  await migrate(db, MIGRATIONS);
  const told: string[] = [];
  const clock = new TestClock();
  let tokens = 0;
  const controller = new Controller({
    events: logBusinessEvents(silent),
    newToken: () => String(tokens++).padStart(12, '0'),
    keepDeletedMs: 1000,
    broadcasts: true,
  });
  const leadership = new Leadership(db, clock, 'test');
  const begin = async () => {
    const term = await Term.begin({
      db,
      leadership,
      epoch: (await leadership.acquire()) ?? 0,
      clock,
      onChanges: (changes) =>
        told.push(...changes.map(({ searchId, trial }) => `${searchId} ${trial ?? ''}`)),
      onBroadcast: () => told.push('broadcast'),
      failureOf: notActive,
      compaction,
    });
    controller.begin(term);
    return term;
  };
  let term = await begin();
  const search = await controller.operate(
    (operation) => createSearch(operation, { ...SPEC, ...spec }).search,
  );
  told.length = 0;
  return Object.assign(database, {
    db,
    controller,
    search,
    told,
    onSearch: async <Result>(work: (operation: Operation, live: LiveSearch) => Result) =>
      await controller.onSearch(search.id, work),
    restart: async () => {
      term.commit.fail(new Error('restart'));
      await term.commit.idle();
      term = await begin();
    },
    strategyState: async () => [...(await loadStrategyState(db, search.id)).entries],
    [Symbol.asyncDispose]: async () => {
      await term.commit.idle();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
