import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import {
  databaseUrl,
  listenAddress,
  logLevel,
  natsUrl,
  peerAddress,
  readEnvironment,
  sqliteSynchronous,
  stateDir,
  wholeNumber,
} from '../src/index.js';

const schema = z.object({
  LISTEN: listenAddress('127.0.0.1:50051'),
  PEER: peerAddress,
  NATS: natsUrl,
  DIR: stateDir,
  COUNT: wholeNumber(1, 64).default(2),
  LEVEL: logLevel,
});

it('defaults stand in for what is unset or empty', () => {
  assert.deepEqual(readEnvironment(schema, { LISTEN: '', PEER: undefined, OTHER: 'x' }), {
    LISTEN: { host: '127.0.0.1', port: 50051 },
    DIR: '.blockqnn',
    COUNT: 2,
    LEVEL: 'info',
  });
});

it('good values are converted', () => {
  const read = readEnvironment(schema, {
    LISTEN: '[::1]:0',
    PEER: 'controller.example:50051',
    NATS: 'nats://a:4222, tls://b:4222',
    COUNT: '64',
    LEVEL: 'debug',
  });
  assert.deepEqual(read.LISTEN, { host: '::1', port: 0 });
  assert.equal(read.PEER, 'controller.example:50051');
  assert.equal(read.NATS, 'nats://a:4222, tls://b:4222');
  assert.equal(read.COUNT, 64);
});

it('every bad variable is named, with what it may be', () => {
  const bad = { LISTEN: 'here', PEER: '1.2.3.4', NATS: 'http://a', COUNT: '65', LEVEL: 'loud' };
  assert.throws(
    () => readEnvironment(schema, bad),
    ({ message }: Error) => {
      const lines = message.split('\n');
      assert.equal(lines.length, 5);
      assert.match(message, /^LISTEN: must be host:port/m);
      assert.match(message, /^PEER: must be host:port/m);
      assert.match(message, /^NATS: must be nats:\/\//m);
      assert.match(message, /^COUNT: must be a whole number from 1 to 64$/m);
      assert.match(message, /^LEVEL: must be one of silent/m);
      return true;
    },
  );
});

it('a database URL is checked, and its password never repeated', () => {
  const database = z.object({ URL: databaseUrl, SYNC: sqliteSynchronous });
  assert.deepEqual(readEnvironment(database, {}), { SYNC: 'full' });
  const good = { URL: 'postgresql://me:p%40ss@db.example:5433/blocks?sslmode=verify-full', SYNC: 'normal' };
  assert.deepEqual(readEnvironment(database, good), good);
  for (const URL of ['mysql://me:p4ss@db/blocks', 'postgres://me:p4ss@db', 'postgres://me:p4ss%@db/blocks']) {
    assert.throws(
      () => readEnvironment(database, { URL, SYNC: 'off' }),
      (error: Error) => {
        assert.match(error.message, /^URL: the database URL /m);
        assert.match(error.message, /^SYNC: must be full or normal$/m);
        assert.doesNotMatch(error.message, /p4ss/);
        return true;
      },
    );
  }
});
