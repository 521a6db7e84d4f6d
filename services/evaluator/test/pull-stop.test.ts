import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testEvaluator, until } from './evaluator.js';
import { assignment, controllerWith, TRIAL } from './pulled-controller.js';
import { scriptedRegistry } from './scripted-peers.js';
import { endlessTask, tinyTask } from './tiny-task.js';

describe('a controller that asks to stop', { concurrency: 2, timeout: 300_000 }, () => {
  for (const [stopReason, reason] of [
    ['STOP_REASON_PAUSED', 'the search is paused'],
    ['STOP_REASON_DELETED', 'the search is deleted'],
    ['STOP_REASON_ENDED', 'the search has ended'],
  ] as const) {
    it(`gets the block back, with the reason: ${reason}`, async () => {
      const script = { reportProgress: () => Promise.resolve({ stop: true, stopReason }) };
      await using controller = await controllerWith([assignment(endlessTask)], script);
      await using _ = await testEvaluator({ controllerAddress: controller.address });
      await until(() => controller.abandoned.length > 0);
      assert.deepEqual(controller.abandoned[0], { trial: TRIAL, leaseToken: 'token', reason });
      assert.deepEqual(controller.submitted, []);
    });
  }

  it('gets what was measured so far where that is enough, without weights', async () => {
    let epochs = 0;
    const script = {
      reportProgress: (report: { epochs: readonly unknown[] }) => {
        epochs += report.epochs.length;
        return Promise.resolve(epochs < 2 ? {} : { stop: true, stopReason: 'STOP_REASON_MEDIAN' as const });
      },
    };
    await using registry = await scriptedRegistry({});
    await using controller = await controllerWith([assignment(endlessTask)], script);
    await using _ = await testEvaluator({
      controllerAddress: controller.address,
      registryAddress: registry.address,
    });
    await until(() => controller.submitted.length > 0);
    const measurement = controller.submitted[0]?.measurement;
    assert.ok(measurement && measurement.epochs.length >= 2);
    assert.equal(measurement.accuracy, measurement.epochs.at(-1)?.accuracy);
    assert.deepEqual(
      measurement.epochs.map(({ number }) => number),
      measurement.epochs.map((_epoch, index) => index + 1),
    );
    assert.deepEqual([measurement.weightsSha256, measurement.restarts], ['', 0]);
    assert.deepEqual(controller.abandoned, []);
  });

  it('gets the block back where nothing was measured yet', async () => {
    const script = {
      reportProgress: () => Promise.resolve({ stop: true, stopReason: 'STOP_REASON_MEDIAN' as const }),
    };
    const slow = { ...endlessTask, dataset: 'procedural', recipe: { ...tinyTask.recipe, batchSize: 1 } };
    const leaseDuration = { seconds: 0, nanos: 300_000_000 };
    await using controller = await controllerWith([assignment(slow, { leaseDuration })], script);
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.abandoned.length > 0);
    assert.deepEqual(controller.submitted, []);
  });
});
