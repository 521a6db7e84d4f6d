import assert from 'node:assert/strict';
import { it } from 'node:test';
import { firstOf, tellOfMore } from '../src/first-of.js';
import { TextSink } from './text-sink.js';

it('reads no further than it takes to know whether there are more', async () => {
  let read = 0;
  async function* numbers(): AsyncGenerator<number> {
    for (const number of [1, 2, 3, 4]) {
      read += 1;
      yield await Promise.resolve(number);
    }
  }
  assert.deepEqual(await firstOf(numbers(), 2), { items: [1, 2], more: true });
  assert.equal(read, 3);
  assert.deepEqual(await firstOf(numbers(), 4), { items: [1, 2, 3, 4], more: false });
});

it('names a limit that the flag takes', () => {
  const told = (limit: number) => {
    const stderr = new TextSink();
    tellOfMore({ stderr }, limit, 1000);
    return stderr.text;
  };
  assert.equal(told(20), 'There are more; --limit 200 shows more of them.\n');
  assert.equal(told(500), 'There are more; --limit 1000 shows more of them.\n');
  assert.equal(told(1000), 'There are more than the 1000 that --limit takes.\n');
});
