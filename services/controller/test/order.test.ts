import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSearch, present, requestBlock, requestBlocks, testController } from './test-controller.js';
import { submit, until } from './test-controller.js';

/** Blocks that wait, in the order in which they are handed out. */
async function handedOut(
  controller: Awaited<ReturnType<typeof testController>>,
  search: string,
  count: number,
): Promise<readonly string[]> {
  return (await requestBlocks(controller, search, count)).map(({ trial }) => trial.split('/').at(-1) ?? '');
}

test('blocks that wait are handed out in the order in which they came back, with and without a restart', async () => {
  const run = async (restarts: boolean) => {
    await using controller = await testController();
    const { name } = await createSearch(controller, { budget: { maxEvaluations: 5, maxAttempts: 9 } });
    const first = await requestBlocks(controller, name, 5);
    for (const index of [3, 1, 4]) {
      const { trial, leaseToken } = present(first[index]);
      await controller.client.abandonTrial({ trial, leaseToken });
      controller.clock.advance(10);
    }
    if (restarts) await controller.restart();
    return await handedOut(controller, name, 5);
  };
  assert.deepEqual(await run(false), ['4', '2', '5']);
  assert.deepEqual(await run(true), ['4', '2', '5']);
});

test('so are blocks whose leases were found to have ended at once', async () => {
  const run = async (restarts: boolean) => {
    await using controller = await testController({ sweepIntervalMs: 10 });
    const { client, clock } = controller;
    const { name } = await createSearch(controller, { budget: { maxEvaluations: 3, maxAttempts: 9 } });
    const [one] = await requestBlocks(controller, name, 3);
    clock.advance(1000);
    await client.reportProgress({ trial: present(one).trial, leaseToken: present(one).leaseToken });
    clock.advance(60_000);
    await until(async () => {
      const { trials } = await client.listTrials({ parent: name });
      return trials.every(({ state }) => state === 'TRIAL_STATE_PENDING');
    });
    if (restarts) await controller.restart();
    return await handedOut(controller, name, 3);
  };
  assert.deepEqual(await run(true), await run(false));
});

test('no call comes between the start and the renewal of leases', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 3, maxAttempts: 1 } });
  const held = await requestBlock(controller, name, 'node');
  await requestBlock(controller, name, 'gone');
  const ask = async () => {
    for (;;) {
      const answer = await controller.client
        .requestBlocks({ search: name, count: 1, worker: 'eager' })
        .catch(() => undefined);
      if (answer?.assignments.length === 1) return answer.assignments[0];
    }
  };
  controller.clock.advance(3_600_000);
  await controller.restart({ isGone: (worker) => worker === 'gone' });
  assert.notEqual((await ask())?.trial, held.trial);
  assert.equal((await submit(controller, held)).trial.state, 'TRIAL_STATE_SUCCEEDED');
});
