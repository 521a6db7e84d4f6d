import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accuracyOf, createSearch, getSearch, present, requestBlock } from './test-controller.js';
import { requestBlocks, submit, testController, failure, until } from './test-controller.js';

test('64 workers that race, lose leases and come back never exceed a bound', async () => {
  await using controller = await testController({ sweepIntervalMs: 5 });
  const { client, clock } = controller;
  const [maxEvaluations, maxTrialsInFlight] = [120, 10];
  const { name } = await createSearch(controller, {
    maxLayers: 8,
    budget: { maxEvaluations, maxTrialsInFlight, maxAttempts: 100 },
    leaseDuration: { seconds: 5 },
  });
  let over = false;
  let most = 0;
  const watch = async () => {
    while (!over) {
      const { trials } = await client.listTrials({ parent: name, pageSize: 1000 });
      most = Math.max(most, trials.filter(({ state }) => state === 'TRIAL_STATE_LEASED').length);
      // Time runs, so that leases end now and then.
      clock.advance(500);
    }
  };
  const accepted: string[] = [];
  let revived = 0;
  const work = async (number: number) => {
    for (let turn = 0; ; turn += 1) {
      const { assignments, searchDone } = await client.requestBlocks({
        search: name,
        count: 1 + (number % 3),
        worker: `w${number}`,
        wait: { seconds: 1 },
      });
      if (searchDone) return;
      for (const { trial, leaseToken, block } of assignments) {
        const fate = (number + turn) % 5;
        if (fate === 0) {
          // Long enough for the lease to end; whether there is room then or another one has it is a matter of luck.
          await new Promise((resolve) => setTimeout(resolve, 60));
          const report = await client.reportProgress({ trial, leaseToken }).catch(() => undefined);
          if (report === undefined) continue;
          revived += 1;
        }
        if (fate === 1) {
          await client.abandonTrial({ trial, leaseToken }).catch(() => undefined);
          continue;
        }
        const measurement = { accuracy: accuracyOf(present(block).nsc) };
        const done = await client.submitReward({ trial, leaseToken, measurement }).catch(() => undefined);
        if (done !== undefined) accepted.push(trial);
      }
    }
  };
  const watching = watch();
  await Promise.all(Array.from({ length: 64 }, (_, number) => work(number)));
  over = true;
  await watching;
  assert.ok(most > 1 && most <= maxTrialsInFlight, `${most} at once`);
  assert.ok(revived > 0);
  const { trials } = await client.listTrials({ parent: name, pageSize: 1000 });
  assert.equal(trials.length, maxEvaluations);
  const succeeded = trials.filter(({ state }) => state === 'TRIAL_STATE_SUCCEEDED');
  assert.deepEqual(accepted.sort(), succeeded.map((trial) => trial.name).sort());
  assert.equal((await getSearch(controller, name)).state, 'SEARCH_STATE_COMPLETED');
});

test('a lease that ended comes to life again only while its place is free', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 9, maxTrialsInFlight: 2 } });
  const [slow, other] = await requestBlocks(controller, name, 5);
  assert.deepEqual(await requestBlocks(controller, name, 5), []);
  const lease = { trial: present(slow).trial, leaseToken: present(slow).leaseToken };
  clock.advance(60_000);
  // Both have ended, and go to somebody else in turn.
  const again = await requestBlock(controller, name);
  assert.equal(again.trial, lease.trial);
  const second = { trial: present(other).trial, leaseToken: present(other).leaseToken };
  await client.reportProgress(second);
  assert.deepEqual(await requestBlocks(controller, name, 5), [], 'its place is taken again');
  assert.equal((await failure(client.reportProgress(lease), 'FAILED_PRECONDITION')).reason, 'LEASE_LOST');
  clock.advance(60_000);
  await requestBlock(controller, name);
  await requestBlock(controller, name);
  clock.advance(60_000);
  const taken = await requestBlocks(controller, name, 2);
  assert.equal(taken.length, 2);
  assert.deepEqual(await requestBlocks(controller, name, 1), []);
});

test('time that is up ends a search by itself, whether it runs or pauses, and what is late still counts', async () => {
  await using controller = await testController({ sweepIntervalMs: 10 });
  const { client, clock } = controller;
  const budget = { maxEvaluations: 9, maxDuration: { seconds: 90 } };
  const leaseDuration = { seconds: 3600 };
  const { name } = await createSearch(controller, { budget, leaseDuration });
  const { name: paused } = await createSearch(controller, { budget, leaseDuration });
  const open = await requestBlock(controller, name);
  await client.pauseSearch({ name: paused });
  clock.advance(89_999);
  assert.equal((await requestBlocks(controller, name)).length, 1);
  clock.advance(1);
  assert.deepEqual(await requestBlocks(controller, name), [], 'exactly then, before anybody swept');
  await until(async () => (await getSearch(controller, paused)).state === 'SEARCH_STATE_COMPLETED');
  assert.match((await getSearch(controller, name)).endReason, /time of 90 s/);
  assert.equal((await getSearch(controller, name)).state, 'SEARCH_STATE_RUNNING', 'trials are under way');
  await submit(controller, open);
  assert.equal((await getSearch(controller, name)).succeededCount, 1);
});
