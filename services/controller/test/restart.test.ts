import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { controllerProcess, untilServes } from './controller-process.js';
import { freshDatabase } from './database-of-tests.js';
import {
  accuracyOf,
  createSearch,
  getSearch,
  present,
  requestBlock,
  requestBlocks,
  runToEnd,
  searchSpec,
  submit,
  testController,
} from './test-controller.js';

const SPEC = { strategy: 'STRATEGY_KIND_Q_LEARNING', maxLayers: 5, budget: { maxEvaluations: 60 } } as const;

test('a search that is interrupted again and again goes on as if it had not been', async () => {
  await using uninterrupted = await testController();
  const whole = await createSearch(uninterrupted, SPEC);
  const blocks = await runToEnd(uninterrupted, whole.name, accuracyOf);

  await using controller = await testController();
  const { name } = await createSearch(controller, SPEC);
  const continued: string[] = [];
  for (let trial = 0; trial < blocks.length; trial += 1) {
    const assignment = await requestBlock(controller, name);
    // Now before the result, now after it.
    if (trial % 15 === 7) await controller.restart();
    const { nsc } = present(assignment.block);
    continued.push(nsc);
    await submit(controller, assignment, accuracyOf(nsc));
    if (trial % 15 === 14) await controller.restart();
  }
  assert.deepEqual(continued, blocks);
  const [first, second] = await Promise.all([
    getSearch(uninterrupted, whole.name),
    getSearch(controller, name),
  ]);
  for (const figure of ['succeededCount', 'duplicateCount', 'epsilon', 'state'] as const) {
    assert.equal(second[figure], first[figure], figure);
  }
  assert.equal(second.bestTrial?.block?.nsc, first.bestTrial?.block?.nsc);
  assert.ok(second.duplicateCount > 0);
});

test('leases survive a restart, and time while the service was down does not count against them', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 2 } });
  const [running, lost] = await requestBlocks(controller, name, 2);
  controller.clock.advance(3_600_000);
  await controller.restart();
  assert.deepEqual(await requestBlocks(controller, name), []);
  await submit(controller, present(running));
  controller.clock.advance(60_000);
  const again = await requestBlock(controller, name);
  assert.equal(again.trial, lost?.trial);
  assert.equal(again.attempt, 2);
});

test('leases of workers that are gone end with the restart, and cost an attempt; others stay', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 2, maxAttempts: 2 } });
  const dead = await requestBlock(controller, name, 'worker-1');
  const alive = await requestBlock(controller, name, 'node-1');
  const isGone = (worker: string) => worker.startsWith('worker-');
  await controller.restart({ isGone });
  const again = await requestBlock(controller, name, 'worker-2');
  assert.deepEqual([again.trial, again.attempt], [dead.trial, 2]);
  assert.deepEqual(await requestBlocks(controller, name), []);
  await controller.restart({ isGone });
  await submit(controller, alive);
  const { state, failedCount, succeededCount } = await getSearch(controller, name);
  assert.deepEqual([state, failedCount, succeededCount], ['SEARCH_STATE_COMPLETED', 1, 1]);
  const [failed] = (await controller.client.listTrials({ parent: name })).trials;
  assert.match(failed?.failure?.message ?? '', /1 \(worker-1\): its worker is gone; 2 \(worker-2\)/);
});

test('completed searches, pages and repeated requests are the same after a restart', async () => {
  await using controller = await testController();
  const create = async () =>
    present((await controller.client.createSearch({ spec: searchSpec(), requestId: 'r' })).search);
  const { name } = await create();
  const assignment = await requestBlock(controller, name);
  const before = await submit(controller, assignment, 0.5);
  const trials = await controller.client.listTrials({ parent: name });
  await controller.restart();
  assert.equal((await create()).name, name);
  assert.deepEqual(await submit(controller, assignment, 0.5), before);
  assert.deepEqual(await controller.client.listTrials({ parent: name }), trials);
});

test('kill -9 in mid-search loses nothing that was acknowledged', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'blockqnn-controller-'));
  const database = await freshDatabase(stateDir);
  const start = async () => {
    const controller = await controllerProcess(stateDir, database);
    // On a server it stands by until the one before has shown no sign of life for a while.
    await untilServes(controller.client);
    return controller;
  };

  let controller = await start();
  const { search } = await controller.client.createSearch({ spec: searchSpec(SPEC) });
  const { name } = present(search);
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < 3; round += 1) {
    const { child, client } = controller;
    const work = async (worker: string) => {
      while (acknowledged.size < (round + 1) * 8) {
        const { assignments } = await client.requestBlocks({ search: name, count: 1, worker });
        for (const { trial, leaseToken } of assignments) {
          const answer = await client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } });
          acknowledged.set(trial, present(answer.trial).reward);
        }
      }
      child.kill('SIGKILL');
    };
    // Others are in the middle of a call when the first is through.
    await Promise.allSettled(['a', 'b', 'c', 'd'].map(work));
    await controller.ended;
    client[Symbol.dispose]();
    controller = await start();
  }
  const { trials } = await controller.client.listTrials({ parent: name, pageSize: 1000 });
  const found = new Map(trials.map((trial) => [trial.name, trial]));
  for (const [trial, reward] of acknowledged) {
    assert.equal(found.get(trial)?.state, 'TRIAL_STATE_SUCCEEDED');
    assert.equal(found.get(trial)?.reward, reward);
  }
  const after = present((await controller.client.getSearch({ name })).search);
  assert.equal(after.succeededCount, trials.filter(({ state }) => state === 'TRIAL_STATE_SUCCEEDED').length);
  controller.client[Symbol.dispose]();
  controller.child.kill('SIGTERM');
  assert.equal(await controller.ended, 0, 'SIGTERM ends it in peace');
  rmSync(stateDir, { recursive: true, force: true });
});
