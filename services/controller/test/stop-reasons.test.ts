import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MedianStopping } from '../src/live/median-stopping.js';
import { createSearch, getSearch, present, requestBlock, requestBlocks } from './test-controller.js';
import { submit, testController } from './test-controller.js';

const epochs = (accuracies: readonly number[]) =>
  accuracies.map((accuracy, index) => ({ number: index + 1, loss: 1, accuracy, seconds: 1 }));

/** The rule, from its definition: nothing is kept sorted, nothing is summed up along the way. */
function hopeless(
  completed: readonly (readonly number[])[],
  curve: readonly number[],
  rule: { readonly minTrials: number; readonly minEpochs: number },
): boolean {
  const curves = completed.filter(({ length }) => length > 0);
  if (curves.length < rule.minTrials || curve.length < rule.minEpochs) return false;
  const averages = curves
    .filter(({ length }) => length >= curve.length)
    .map((each) => each.slice(0, curve.length).reduce((sum, accuracy) => sum + accuracy, 0) / curve.length)
    .sort((one, other) => one - other);
  if (averages.length === 0) return false;
  const [lower, upper] = [Math.floor((averages.length - 1) / 2), Math.ceil((averages.length - 1) / 2)];
  return Math.max(...curve) < ((averages[lower] ?? 0) + (averages[upper] ?? 0)) / 2;
}

test('the median rule is what its definition says', () => {
  // Halves and quarters: sums are exact, so that ties are ties.
  const curve = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), { maxLength: 4 });
  const rule = fc.record({
    minTrials: fc.integer({ min: 1, max: 4 }),
    minEpochs: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(curve, { maxLength: 9 }), curve, rule, (completed, running, bounds) => {
      const median = new MedianStopping(bounds);
      for (const each of completed) median.add(epochs(each));
      assert.equal(median.isHopeless(epochs(running)), hopeless(completed, running, bounds));
    }),
    { numRuns: 2000 },
  );
});

test('a hopeless training is asked to stop and to hand in what it has; after a restart too', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, {
    budget: { maxEvaluations: 20 },
    medianStopping: { minTrials: 3, minEpochs: 2 },
  });
  const report = async (trial: { trial: string; leaseToken: string }, accuracies: readonly number[]) => {
    const { stop, stopReason } = await controller.client.reportProgress({
      ...trial,
      epochs: epochs(accuracies),
    });
    return [stop, stopReason];
  };
  const goOn = [false, 'STOP_REASON_UNSPECIFIED'];
  const stop = [true, 'STOP_REASON_MEDIAN'];
  const [early] = await requestBlocks(controller, name, 1);
  const { trial, leaseToken } = present(early);
  assert.deepEqual(await report({ trial, leaseToken }, [0.01, 0.02]), goOn, 'too few curves');
  for (const accuracy of [0.3, 0.5, 0.7]) {
    const each = await requestBlock(controller, name);
    await controller.client.submitReward({
      trial: each.trial,
      leaseToken: each.leaseToken,
      measurement: { accuracy, epochs: epochs([accuracy, accuracy]) },
    });
  }
  const later = await requestBlock(controller, name);
  const lease = { trial: later.trial, leaseToken: later.leaseToken };
  assert.deepEqual(await report(lease, [0.1]), goOn, 'too few epochs');
  assert.deepEqual(await report(lease, [0.1, 0.49]), stop);
  await controller.restart();
  assert.deepEqual(await report(lease, [0.1, 0.49]), stop);
  assert.deepEqual(await report(lease, [0.1, 0.5]), goOn, 'not below');
  assert.deepEqual(await report(lease, [0.1, 0.49, 0.3]), goOn, 'no curve is so long');
  assert.equal((await submit(controller, later, 0.49)).trial.state, 'TRIAL_STATE_SUCCEEDED');
});

test('a block that is given back because its search pauses costs no attempt, however often', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1, maxAttempts: 2 } });
  for (let pause = 0; pause < 5; pause += 1) {
    const { trial, leaseToken } = await requestBlock(controller, name);
    await client.pauseSearch({ name });
    const { stop, stopReason } = await client.reportProgress({ trial, leaseToken });
    assert.deepEqual([stop, stopReason], [true, 'STOP_REASON_PAUSED']);
    await client.abandonTrial({ trial, leaseToken });
    if (pause === 2) await controller.restart();
    await controller.client.resumeSearch({ name });
    if (pause === 2) break;
  }
  for (const state of ['TRIAL_STATE_PENDING', 'TRIAL_STATE_FAILED']) {
    const { trial, leaseToken } = await requestBlock(controller, name);
    assert.equal((await controller.client.abandonTrial({ trial, leaseToken })).trial?.state, state);
  }
  assert.equal((await getSearch(controller, name)).failedCount, 1);
});

test('a search that has ended asks its workers to stop, cancels what they give back, and counts what they hand in', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, {
    budget: { maxEvaluations: 9, maxAttempts: 9, targetAccuracy: 0.9 },
  });
  const [best, late, given, waiting] = await requestBlocks(controller, name, 4);
  const back = present(waiting);
  await client.abandonTrial({ trial: back.trial, leaseToken: back.leaseToken });
  await submit(controller, present(best), 0.9);
  assert.deepEqual(await requestBlocks(controller, name, 9), [], 'nothing is handed out any more');
  const { trial, leaseToken } = present(given);
  const { stop, stopReason } = await client.reportProgress({ trial, leaseToken });
  assert.deepEqual([stop, stopReason], [true, 'STOP_REASON_ENDED']);
  assert.equal((await client.abandonTrial({ trial, leaseToken })).trial?.state, 'TRIAL_STATE_CANCELLED');
  await submit(controller, present(late), 0.95);
  const search = await getSearch(controller, name);
  assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
  assert.deepEqual([search.succeededCount, search.cancelledCount, search.openCount], [2, 2, 0]);
  assert.match(search.endReason, /accuracy 0\.9; the target was 0\.9/);
});
