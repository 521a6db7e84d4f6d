import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { ConcurrencyLimiter } from '../../src/image-folder/concurrency-limiter.js';

test('as much runs at a time as may, in the order of the calls', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 4 }), async (items, most) => {
      const limiter = new ConcurrencyLimiter(most);
      const begun: number[] = [];
      let [running, mostRunning] = [0, 0];
      const runAll = () =>
        Promise.all(
          items.map((delay, i) =>
            limiter.run(async () => {
              begun.push(i);
              running += 1;
              mostRunning = Math.max(mostRunning, running);
              await setTimeout(delay);
              running -= 1;
            }),
          ),
        );
      // The second time shows whether every place was given back, once.
      await runAll();
      await runAll();
      assert.deepEqual(begun, [...items.keys(), ...items.keys()]);
      assert.equal(mostRunning, Math.min(items.length, most));
    }),
    { numRuns: 30 },
  );
});

test('work that fails makes room too', async () => {
  const limiter = new ConcurrencyLimiter(1);
  await assert.rejects(
    limiter.run(() => Promise.reject(new Error('broken'))),
    { message: 'broken' },
  );
  let ran = false;
  await limiter.run(() => {
    ran = true;
    return Promise.resolve();
  });
  assert.ok(ran);
});
