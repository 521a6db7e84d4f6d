import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { invalidArgument, startServer } from '../src/index.js';
import { noTraining } from './no-training.js';
import { rawUnary } from './raw-call.js';

const LONG = 'long '.repeat(20_000);
const HEALTH_CHECK = '/grpc.health.v1.Health/Check';
const CAPABILITIES = `/${EVALUATOR_SERVICE.name}/GetCapabilities`;

function server() {
  return startServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger: createLogger({ service: 'test', level: 'silent' }),
    handlers: {
      getCapabilities: () => Promise.reject(invalidArgument([{ field: 'name', description: `is ${LONG}` }])),
      trainModel: noTraining,
      evaluateBlock: async function* () {
        yield await Promise.resolve({});
      },
    },
  });
}

/** A message whose first field holds these bytes. */
function named(bytes: Buffer): Buffer {
  const length = [(bytes.length & 127) | 128, ((bytes.length >> 7) & 127) | 128, bytes.length >> 14];
  return Buffer.concat([Buffer.of(0x0a, ...length), bytes]);
}

for (const [what, bytes] of [
  ['a name of 100,000 characters', Buffer.from(LONG)],
  ['half a character', Buffer.from('eda080', 'hex')],
] as const) {
  it(`health answers whoever asks for ${what}`, { timeout: 10_000 }, async () => {
    await using running = await server();
    await assert.rejects(rawUnary(running.address, HEALTH_CHECK, named(bytes)), { code: status.NOT_FOUND });
    await rawUnary(running.address, HEALTH_CHECK, Buffer.alloc(0));
  });
}

it('health says of bytes that are no message what any method says', { timeout: 10_000 }, async () => {
  await using running = await server();
  const refused = { code: status.INVALID_ARGUMENT };
  await assert.rejects(rawUnary(running.address, HEALTH_CHECK, Buffer.from('ffff', 'hex')), refused);
});

it('an error that tells too much is shortened rather than lost', { timeout: 10_000 }, async () => {
  await using running = await server();
  await assert.rejects(rawUnary(running.address, CAPABILITIES, Buffer.alloc(0)), {
    code: status.INVALID_ARGUMENT,
    details: /^name: is long long/,
  });
});
