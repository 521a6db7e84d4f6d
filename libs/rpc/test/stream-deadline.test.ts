import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { connect, type ClientHttp2Session } from 'node:http2';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { startServer } from '../src/index.js';
import { noTraining } from './no-training.js';

const CALLS = 100;
const PATH = '/blockqnn.evaluator.v1.EvaluatorService/EvaluateBlock';

it('a stream whose time ends while it sends is told so: a caller without a clock of its own waits for that', async () => {
  await using server = await startServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger: createLogger({ service: 'test', level: 'silent' }),
    handlers: {
      getCapabilities: () => Promise.resolve({}),
      trainModel: noTraining,
      evaluateBlock: async function* () {
        for (let number = 1; ; number += 1) {
          for (let burst = 0; burst < 4; burst += 1) yield { epoch: { number } };
          await turn();
        }
      },
    },
  });
  const session = connect(`http://${server.address}`);
  // Grpc's own client would end each call by its own clock, and hide that nothing came.
  const codes = await Promise.all(Array.from({ length: CALLS }, (_, at) => statusOf(session, 1 + (at % 20))));
  session.destroy();
  assert.deepEqual([...new Set(codes)], [String(status.DEADLINE_EXCEEDED)]);
});

/** `grpc-status` of a call with a deadline. */
function statusOf(session: ClientHttp2Session, deadlineMs: number): Promise<unknown> {
  const stream = session.request({
    ':method': 'POST',
    ':path': PATH,
    'content-type': 'application/grpc',
    te: 'trailers',
    'grpc-timeout': `${String(deadlineMs)}m`,
  });
  stream.end(Buffer.alloc(5));
  stream.resume();
  return new Promise((resolve, reject) => {
    for (const event of ['response', 'trailers'] as const) {
      stream.on(event, (headers: Record<string, unknown>) => {
        if (headers['grpc-status'] !== undefined) resolve(headers['grpc-status']);
      });
    }
    stream.on('error', reject);
    stream.on('close', () => {
      reject(new Error('closed without a status'));
    });
  });
}
