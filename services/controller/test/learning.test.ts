import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '@blockqnn/api';
import { blockId, parseBlock } from '@blockqnn/nsc';
import type { Trial } from '../src/domain/trial.js';
import { requestBlocks } from '../src/operations/request-blocks.js';
import { submitReward } from '../src/operations/submit-reward.js';
import { findSearch } from '../src/store/searches.js';
import { findTrial } from '../src/store/trials.js';
import { testDatabase, type TestDatabase } from './test-database.js';

async function ask({ onSearch, search }: TestDatabase, count: number): Promise<readonly Trial[]> {
  const request = { searchId: search.id, count, worker: 'w', datasetNames: [], requestId: '' };
  const { assignments } = await onSearch((operation, live) => requestBlocks(operation, live, request));
  return assignments.map(({ trial }) => trial);
}

async function tell({ onSearch }: TestDatabase, { number, status }: Trial, outcome: Outcome) {
  const result = { token: status.token ?? '', outcome };
  return await onSearch((operation, live) => {
    const trial = live.openTrial(number);
    assert.ok(trial !== undefined);
    return submitReward(operation, live, trial, result);
  });
}

function measured(accuracy: number): Outcome {
  return { kind: 'measured', accuracy, epochs: [], seconds: 1, device: '', restarts: 0, weightsSha256: '' };
}

/** What the strategy keeps as experience: rewards by code as drawn. */
async function experience({ strategyState }: TestDatabase): Promise<ReadonlyMap<string, number>> {
  const entries = await strategyState();
  return new Map(
    entries
      .filter(({ key }) => key.startsWith('replay/'))
      .map(({ value }) => JSON.parse(value) as { block: string; reward: number })
      .map(({ block, reward }) => [block, reward]),
  );
}

/** Codes of at most two layers that have a value: each has one decision of its own behind its first layer. */
async function valued({ strategyState }: TestDatabase): Promise<ReadonlySet<string>> {
  const prefix = 'q/1/';
  const keys = (await strategyState()).map(({ key }) => key);
  return new Set(
    keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length).replace('/end', '').replace('/', ',')),
  );
}

test('the strategy learns a reward for every code that it drew of the block, in flight or later', async () => {
  await using database = await testDatabase({ maxLayers: 2, budget: { maxEvaluations: 30, maxAttempts: 1 } });
  const trials = await ask(database, 30);
  const open = await Promise.all(
    trials.map(({ number }) => findTrial(database.db, database.search.id, number)),
  );
  const echoed = open.filter((trial) => trial !== undefined && new Set(trial.draws).size > 1);
  assert.ok(echoed.length > 0, 'two codes of one block were drawn');

  const rewards = new Map<string, number>();
  for (const [index, trial] of trials.entries()) {
    const { status } = await tell(database, trial, measured(index / trials.length));
    assert.ok(status.kind === 'completed');
    rewards.set(trial.blockId, status.reward);
  }
  const memory = await experience(database);
  for (const [code, reward] of memory) assert.equal(reward, rewards.get(blockId(parseBlock(code))), code);
  assert.deepEqual([...memory.keys()].sort(), open.map((trial) => trial?.draws[0]).sort());
  const codes = await valued(database);
  for (const trial of open) for (const draw of trial?.draws ?? []) assert.ok(codes.has(draw), draw);
});

test('a known block is learnt again under a code that is new', async () => {
  await using database = await testDatabase({ maxLayers: 2, budget: { maxEvaluations: 60, maxAttempts: 1 } });
  const rewards = new Map<string, number>();
  for (;;) {
    const [trial] = await ask(database, 1);
    if (trial === undefined) break;
    const { status } = await tell(database, trial, measured(0.5));
    if (status.kind === 'completed') rewards.set(trial.blockId, status.reward);
  }
  assert.equal((await experience(database)).size, rewards.size, 'only what cost an evaluation is experience');
  assert.ok((await valued(database)).size > rewards.size, 'other codes of known blocks have a value too');
  const search = await findSearch(database.db, database.search.id);
  assert.ok((search?.duplicateCount ?? 0) > 0);
});

test('blocks above the limits are learnt as failures', async () => {
  await using database = await testDatabase({ limits: { maxParameters: 1 } });
  assert.deepEqual(await ask(database, 1), []);
  const values = (await database.strategyState()).filter(({ key }) => key.startsWith('q/'));
  assert.ok(values.length > 50);
  assert.equal((await experience(database)).size, 0, 'nothing was evaluated');
});

test('the reward, the counters, the strategy and the event are one write', async () => {
  await using database = await testDatabase();
  const [trial] = await ask(database, 1);
  assert.ok(trial);
  const { status } = trial;
  const before = await database.strategyState();
  const failing = database.onSearch((operation, live) => {
    submitReward(operation, live, trial, { token: status.token ?? '', outcome: measured(0.9) });
    throw new Error('power is gone');
  });
  await assert.rejects(failing, /power is gone/);
  assert.deepEqual(await findTrial(database.db, trial.searchId, 1), trial);
  assert.deepEqual(await database.strategyState(), before);
  assert.equal((await findSearch(database.db, trial.searchId))?.succeededCount, 0);
  assert.deepEqual(await database.db.selectFrom('outbox').selectAll().execute(), []);
  // The strategy had learnt what was not to be: only what is on disk counts from then on.
  await assert.rejects(tell(database, trial, measured(0.9)), /recovering/);
  await database.restart();
  await tell(database, trial, measured(0.9));
  assert.equal((await database.db.selectFrom('outbox').selectAll().execute()).length, 1);
});
