import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DatabaseGate, StorageError } from '@blockqnn/storage';

const away = () => new StorageError('UNAVAILABLE', 'away');

/** A gate before a database that is as it is told to be. */
function gateOf(first: Error | undefined) {
  const state: { fault: Error | undefined; attempts: number } = { fault: first, attempts: 0 };
  const changes: boolean[] = [];
  const told: unknown[] = [];
  const gate = new DatabaseGate({
    attempt: () => {
      state.attempts += 1;
      return state.fault ? Promise.reject(state.fault) : Promise.resolve();
    },
    onChange: (open) => changes.push(open),
    onAway: (error) => told.push(error),
  });
  return { state, changes, told, gate };
}

const never = new AbortController().signal;
const isAway = (error: unknown) => error instanceof StorageError && error.code === 'UNAVAILABLE';

test('opens with the first attempt that succeeds', async () => {
  const { gate, state, changes, told } = gateOf(away());
  using _ = gate;
  await gate.start();
  assert.equal(gate.isOpen, false);
  const worked = await gate.run(() => Promise.resolve('worked')).catch((error: unknown) => error);
  assert.ok(isAway(worked));
  const opened = gate.whenOpen(never);
  state.fault = undefined;
  await opened;
  assert.equal(await gate.run(() => Promise.resolve(7)), 7);
  assert.deepEqual([changes, told.length], [[true], 1]);
});

test('a first attempt that fails for another reason fails the start', async () => {
  for (const error of [new StorageError('ACCESS_DENIED', 'who?'), new Error('bug')]) {
    const { gate, state } = gateOf(error);
    using _ = gate;
    await assert.rejects(gate.start(), error);
    assert.equal(state.attempts, 1);
  }
});

test('closes where work fails and the database is away indeed, whatever is wrong with it, and opens again', async () => {
  const { gate, state, changes } = gateOf(undefined);
  using _ = gate;
  await gate.start();
  state.fault = new StorageError('ACCESS_DENIED', 'password changed');
  await assert.rejects(
    gate.run(() => Promise.reject(away())),
    isAway,
  );
  while (gate.isOpen) await new Promise(setImmediate);
  state.fault = undefined;
  await gate.whenOpen(never);
  assert.deepEqual(changes, [true, false, true]);
});

test('stays open where work fails and the database is there', async () => {
  const { gate, state, changes } = gateOf(undefined);
  using _ = gate;
  await gate.start();
  await assert.rejects(
    gate.run(() => Promise.reject(away())),
    isAway,
  );
  while (state.attempts < 2) await new Promise(setImmediate);
  await assert.rejects(
    gate.run(() => Promise.reject(new Error('bug'))),
    /bug/,
  );
  await new Promise(setImmediate);
  assert.deepEqual([changes, state.attempts, gate.isOpen], [[true], 2, true]);
});

test('lets go whoever uses a database that hangs', async () => {
  let hangs = false;
  const gate = new DatabaseGate({
    attempt: () => (hangs ? new Promise((resolve) => setTimeout(resolve, 3_500)) : Promise.resolve()),
  });
  using _ = gate;
  await gate.start();
  hangs = true;
  await assert.rejects(
    gate.run(() => new Promise(() => undefined)),
    isAway,
  );
  hangs = false;
  await gate.whenOpen(never);
});

test('whoever waits is let go by a signal, and by the end', async () => {
  const { gate } = gateOf(away());
  await gate.start();
  const leaving = new AbortController();
  const left = gate.whenOpen(leaving.signal);
  const waiting = gate.whenOpen(never);
  leaving.abort(new Error('left'));
  await assert.rejects(left, /left/);
  const ended = assert.rejects(waiting, /shutting down/);
  gate[Symbol.dispose]();
  await ended;
  await assert.rejects(gate.whenOpen(never), /shutting down/);
});
