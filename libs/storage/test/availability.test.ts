import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  databaseRpcError,
  isUnavailable,
  StorageError,
  storageFault,
  waitForDatabase,
} from '@blockqnn/storage';
import { RpcError } from '@blockqnn/rpc';

const coded = (code: string, message = 'x', more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });
const fromServer = (code: string) => coded(code, 'x', { severity: 'FATAL' });

test('knows a database that is away from a bug', () => {
  const awayStates = [
    '57P01',
    '57P02',
    '57P03',
    '57014',
    '08006',
    '08001',
    '53300',
    '53100',
    '55P03',
    '40001',
  ];
  awayStates.push('40P01', '25P03', '58030', '25006');
  for (const state of awayStates) assert.ok(isUnavailable(fromServer(state)), state);
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']) {
    assert.ok(isUnavailable(coded(code)), code);
  }
  for (const code of ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_IOERR_WRITE', 'SQLITE_BUSY']) {
    assert.ok(isUnavailable(coded(code)), code);
  }
  for (const message of [
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ]) {
    assert.ok(isUnavailable(new Error(message)), message);
  }
  const bugs = [fromServer('23505'), fromServer('42601'), coded('SQLITE_CONSTRAINT_UNIQUE'), coded('ERR_X')];
  for (const bug of [...bugs, new TypeError('x'), undefined, 'x', null]) {
    assert.equal(storageFault(bug), undefined, String(bug));
  }
});

test('knows who is refused', () => {
  const errors = [fromServer('28P01'), fromServer('3D000'), fromServer('42501'), coded('CERT_HAS_EXPIRED')];
  for (const error of errors) {
    assert.equal(storageFault(error)?.code, 'ACCESS_DENIED');
    assert.ok(!isUnavailable(error));
  }
});

test('callers are told to try again, and nothing of what is inside', () => {
  for (const code of ['UNAVAILABLE', 'ACCESS_DENIED'] as const) {
    const told = databaseRpcError(new StorageError(code, 'PostgreSQL me@secret-host'));
    assert.ok(told instanceof RpcError);
    assert.deepEqual([told.reason, told.retryDelayMs], ['DATABASE_UNAVAILABLE', 1000]);
    assert.equal(told.message, 'the database is not available; try again');
  }
  const bug = new Error('bug');
  assert.equal(databaseRpcError(bug), bug);
});

test('tries until it succeeds, telling the first failure', async () => {
  const { signal } = new AbortController();
  let attempts = 0;
  const told: unknown[] = [];
  const attempt = () => {
    attempts += 1;
    return attempts < 4 ? Promise.reject(fromServer('57P03')) : Promise.resolve('done');
  };
  const onAway = (error: unknown, count: number) => told.push([(error as { code: string }).code, count]);
  assert.equal(await waitForDatabase(attempt, { signal, firstPauseMs: 1, onAway }), 'done');
  assert.deepEqual([attempts, told], [4, [['57P03', 1]]]);
});

test('gives up at once where trying again does not help, or nobody waits any more', async () => {
  const { signal } = new AbortController();
  await assert.rejects(
    waitForDatabase(() => Promise.reject(new Error('bug')), { signal }),
    /bug/,
  );
  const stopping = new AbortController();
  const waiting = waitForDatabase(() => Promise.reject(fromServer('57P03')), {
    signal: stopping.signal,
    firstPauseMs: 1e9,
    maxPauseMs: 1e9,
    onAway: () => {
      stopping.abort(new Error('stopped'));
    },
  });
  await assert.rejects(waiting, /stopped/);
});
