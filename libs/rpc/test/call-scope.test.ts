import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { connect } from 'node:http2';
import { describe, it } from 'node:test';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { createClient, invalidArgument, RpcError } from '../src/index.js';
import { deferred } from './deferred.js';
import { testEvaluator } from './test-evaluator.js';

const SECRET = '/srv/secret/controller.db';
const PATH = '/blockqnn.evaluator.v1.EvaluatorService/GetCapabilities';

function logged() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      callback();
    },
  });
  return { lines, logger: createLogger({ service: 'evaluator', destination }) };
}

describe('the log', () => {
  it('tells at its usual level of calls that failed, and not of those that went well', async () => {
    const { lines, logger } = logged();
    let fails = false;
    const handlers = {
      getCapabilities: () =>
        fails ? Promise.reject(invalidArgument([{ field: 'a', description: 'b' }])) : Promise.resolve({}),
    };
    await using server = await testEvaluator('', { logger }, handlers);
    using client = createClient(EVALUATOR_SERVICE, server.address);
    await client.getCapabilities({});
    fails = true;
    await assert.rejects(client.getCapabilities({}));
    const calls = lines.filter(({ msg }) => msg === 'call');
    assert.deepEqual(
      calls.map(({ code }) => code),
      ['INVALID_ARGUMENT'],
    );
    assert.match(String(calls[0]?.['traceId']), /^[0-9a-f]{32}$/);
  });
});

describe('a call that is held', () => {
  it(
    'ends with UNAVAILABLE when the server shuts down, and its handler hears of it',
    { timeout: 8000 },
    async () => {
      const entered = deferred<AbortSignal>();
      const server = await testEvaluator(
        '',
        { held: ['getCapabilities'] },
        {
          getCapabilities: (_request, { signal }) => {
            entered.resolve(signal);
            return new Promise(() => undefined);
          },
        },
      );
      using client = createClient(EVALUATOR_SERVICE, server.address);
      const held = client.getCapabilities({});
      const signal = await entered.promise;
      const stopped = server[Symbol.asyncDispose]();
      await assert.rejects(held, { code: status.UNAVAILABLE, reason: 'SHUTTING_DOWN' });
      await stopped;
      assert.ok(signal.aborted);
    },
  );
});

describe('nothing of the inside', () => {
  const failing = {
    getCapabilities: () => Promise.reject(new Error(`cannot open ${SECRET}`)),
    // eslint-disable-next-line require-yield -- a stream that fails at once
    evaluateBlock: async function* (): AsyncGenerator<object, void> {
      await Promise.reject(new Error(`cannot open ${SECRET}`));
    },
    trainModel: (): AsyncIterable<object> => {
      throw new Error(`cannot open ${SECRET}`);
    },
  };

  it('is in the answer to an unexpected error, of whatever kind of method', async () => {
    await using server = await testEvaluator('', {}, failing);
    using client = createClient(EVALUATOR_SERVICE, server.address);
    const drain = async (stream: AsyncIterable<unknown>) => {
      for await (const _ of stream) continue;
    };
    for (const call of [
      client.getCapabilities({}),
      drain(client.evaluateBlock({})),
      drain(client.trainModel({})),
    ]) {
      await assert.rejects(call, { code: status.INTERNAL, message: 'internal error' });
    }
  });

  it('is in the answer where a handler gives what is no message', async () => {
    await using server = await testEvaluator(
      '',
      {},
      {
        getCapabilities: () =>
          Promise.resolve({ workers: SECRET as unknown as number, datasets: SECRET as never }),
      },
    );
    using client = createClient(EVALUATOR_SERVICE, server.address);
    await assert.rejects(client.getCapabilities({}), {
      code: status.INTERNAL,
      message: 'Error serializing response',
    });
  });

  it('is in the answers to frames and headers that are none', async () => {
    await using server = await testEvaluator('');
    const frame = (bytes: Buffer, compressed: number) => {
      const head = Buffer.alloc(5);
      head.writeUInt8(compressed, 0);
      head.writeUInt32BE(bytes.length, 1);
      return Buffer.concat([head, bytes]);
    };
    const bomb = gzipSync(Buffer.alloc(8 * 2 ** 20));
    for (const [body, headers] of [
      [frame(Buffer.from([0x0a, 0xff, 0xff]), 0), {}],
      [frame(Buffer.from('junk'), 1), { 'grpc-encoding': 'gzip' }],
      [frame(bomb, 1), { 'grpc-encoding': 'gzip' }],
      [frame(Buffer.from('junk'), 1), { 'grpc-encoding': 'nonsense' }],
      [frame(Buffer.from('junk'), 7), {}],
      [Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1]), {}],
      [frame(Buffer.alloc(0), 0), { 'grpc-timeout': 'soon' }],
      [frame(Buffer.alloc(0), 0), { 'grpc-timeout': '1m', traceparent: '\u0001' }],
    ] as const) {
      const session = connect(`http://${server.address}`);
      session.on('error', () => undefined);
      const stream = session.request({
        ...{ ':method': 'POST', ':path': PATH, 'content-type': 'application/grpc', te: 'trailers' },
        ...headers,
      });
      stream.on('error', () => undefined);
      let said = '';
      for (const event of ['response', 'trailers'] as const) {
        stream.on(event, (answered: Record<string, unknown>) => {
          said += JSON.stringify(answered);
        });
      }
      stream.resume();
      stream.end(body);
      await once(stream, 'close');
      session.destroy();
      assert.ok(!/node_modules|\bat \S+:\d+|Error:|\.ts\b|\.js\b/.test(decodeURIComponent(said)), said);
    }
    using client = createClient(EVALUATOR_SERVICE, server.address);
    assert.equal((await client.getCapabilities({})).engine, '');
  });

  it('breaks where a message holds half a character', async () => {
    await using server = await testEvaluator(
      '',
      {},
      {
        getCapabilities: () => Promise.reject(new RpcError(status.NOT_FOUND, 'no \ud800 here')),
      },
    );
    const client = new Client(server.address, credentials.createInsecure());
    const same = (bytes: Buffer) => bytes;
    const error = await new Promise<{ code?: number; details?: string } | null>((resolve) => {
      client.makeUnaryRequest(PATH, same, same, Buffer.alloc(0), new Metadata(), resolve);
    });
    client.close();
    assert.deepEqual([error?.code, error?.details], [status.NOT_FOUND, 'no \ufffd here']);
  });
});
