import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBatches } from '../src/store/in-batches.js';

const PAGES = [[1, 2], [3, 4], [5], []] as const;

/** Reads a page after the other, and remembers behind what it was asked to read. */
function pages(behind: (number | undefined)[] = []) {
  return (last: number | undefined): Promise<readonly number[]> => {
    behind.push(last);
    return Promise.resolve(PAGES[behind.length - 1] ?? []);
  };
}

test('each batch is read from behind the last row of the one before, to the end', async () => {
  const behind: (number | undefined)[] = [];
  const rows: number[] = [];
  for await (const batch of inBatches(pages(behind), new AbortController().signal)) rows.push(...batch);
  assert.deepEqual(rows, [1, 2, 3, 4, 5]);
  assert.deepEqual(behind, [undefined, 2, 4, 5]);
});

test('nothing more is read once the call has ended', async () => {
  const controller = new AbortController();
  const behind: (number | undefined)[] = [];
  const reading = async () => {
    for await (const batch of inBatches(pages(behind), controller.signal)) {
      if (batch.includes(3)) controller.abort(new Error('over'));
    }
  };
  await assert.rejects(reading, /over/);
  assert.deepEqual(behind, [undefined, 2]);
});

test('other work has its turn between batches', async () => {
  let turns = 0;
  const seen: number[] = [];
  const timer = setImmediate(function again() {
    turns += 1;
    if (turns < 10) setImmediate(again);
  });
  for await (const batch of inBatches(pages(), new AbortController().signal))
    if (batch.length > 0) seen.push(turns);
  clearImmediate(timer);
  assert.ok((seen[2] ?? 0) > (seen[0] ?? 0), String(seen));
});
