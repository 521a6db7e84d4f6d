import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { readAhead } from '../../src/image-folder/read-ahead.js';

test('results come in the order of the items, however long each takes, and few are under way', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 5 }), async (items, most) => {
      // Started, and not done with.
      let [held, mostHeld] = [0, 0];
      const start = async (delay: number, index: number) => {
        held += 1;
        mostHeld = Math.max(mostHeld, held);
        await setTimeout(delay);
        return index;
      };
      const results: number[] = [];
      for await (const result of readAhead(items.entries(), ([i, delay]) => start(delay, i), most)) {
        results.push(result);
        held -= 1;
      }
      assert.deepEqual(
        results,
        items.map((_, i) => i),
      );
      assert.equal(mostHeld, Math.min(items.length, most + 1));
    }),
    { numRuns: 30 },
  );
});

test('the work for the next items goes on while a result is in use', async () => {
  const started: number[] = [];
  const results = readAhead([1, 2, 3, 4, 5], (item) => (started.push(item), Promise.resolve(item)), 2);
  assert.equal((await results.next()).value, 1);
  assert.deepEqual(started, [1, 2, 3]);
  await results.return();
  assert.deepEqual(started, [1, 2, 3]);
});

test("ends with the first failure; later ones are nobody's", async () => {
  const results = readAhead(
    [0, 1, 2, 3],
    (item) => (item === 0 ? Promise.resolve(item) : Promise.reject(new Error(`item ${item}`))),
    3,
  );
  assert.equal((await results.next()).value, 0);
  await assert.rejects(results.next(), { message: 'item 1' });
  assert.equal((await results.next()).done, true);
});

test('the items end when the consumer does', async () => {
  let ended = false;
  function* items() {
    try {
      for (;;) yield 1;
    } finally {
      ended = true;
    }
  }
  for await (const _ of readAhead(items(), (item) => Promise.resolve(item), 2)) break;
  assert.ok(ended);
});
