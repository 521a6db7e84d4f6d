import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WaitingLine } from '../src/exports/waiting-line.js';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('so many enter at once, so many may wait, and it says when it is full', async () => {
  const line = new WaitingLine(2, 2);
  const entered: number[] = [];
  const places: Disposable[] = [];
  const enter = (number: number): void =>
    void line.enter(never).then((place) => {
      entered.push(number);
      places.push(place);
    });
  const full: boolean[] = [line.isFull];
  for (const number of [1, 2, 3, 4]) {
    enter(number);
    full.push(line.isFull);
  }
  assert.deepEqual(full, [false, false, false, false, true]);
  await settled();
  assert.deepEqual(entered, [1, 2]);
  // The place goes to whoever came first, and not to one who comes now.
  places.shift()?.[Symbol.dispose]();
  enter(5);
  await settled();
  assert.deepEqual(entered, [1, 2, 3]);
  assert.equal(line.isFull, true);
  for (let number = 0; number < 4; number++) {
    places.shift()?.[Symbol.dispose]();
    await settled();
  }
  assert.deepEqual(entered, [1, 2, 3, 4, 5]);
  assert.equal(line.isFull, false);
});

test('who gives up leaves the line, and no place goes to him', async () => {
  const line = new WaitingLine(1, 2);
  const place = await line.enter(never);
  const giveUp = new AbortController();
  const gone = line.enter(giveUp.signal);
  const next = line.enter(never);
  assert.equal(line.isFull, true);
  giveUp.abort(new Error('enough'));
  await assert.rejects(gone, /enough/);
  assert.equal(line.isFull, false);
  place[Symbol.dispose]();
  const second = await Promise.race([next, settled().then(settled)]);
  assert.ok(second);
  await assert.rejects(line.enter(giveUp.signal), /enough/);
});
