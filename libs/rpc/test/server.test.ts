import { status } from '@grpc/grpc-js';
import {
  CONTROLLER_SERVICE,
  EVALUATOR_SERVICE,
  REGISTRY_SERVICE,
  type EvaluatorMethods,
} from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import {
  createClient,
  failedPrecondition,
  invalidArgument,
  resourceExhausted,
  RpcError,
  startServer,
  type Handlers,
  type ServerLimits,
} from '../src/index.js';
import { deferred } from './deferred.js';
import { rawUnary } from './raw-call.js';
import { noTraining } from './no-training.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const CAPABILITIES = { engine: 'wasm', workers: 2, datasets: [{ name: 'procedural', classes: 10 }] };

type EvaluateBlock = Handlers<EvaluatorMethods>['evaluateBlock'];
type GetCapabilities = Handlers<EvaluatorMethods>['getCapabilities'];

async function withEvaluator(
  handlers: { evaluateBlock?: EvaluateBlock; getCapabilities?: GetCapabilities },
  limits: Partial<ServerLimits> = {},
) {
  const server = await startServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger,
    limits,
    handlers: {
      getCapabilities: handlers.getCapabilities ?? (() => Promise.resolve(CAPABILITIES)),
      trainModel: noTraining,
      evaluateBlock:
        handlers.evaluateBlock ??
        async function* () {
          await Promise.resolve();
          yield { epoch: { number: 1 } };
        },
    },
  });
  const client = createClient(EVALUATOR_SERVICE, server.address);
  return {
    server,
    client,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const isRpcError =
  (code: status, check: (error: RpcError) => void = () => undefined) =>
  (error: unknown) => {
    assert.ok(error instanceof RpcError, String(error));
    assert.equal(error.code, code, error.message);
    check(error);
    return true;
  };

describe('a server and its client', () => {
  it('pass a unary answer through with every field there', async () => {
    await using fixture = await withEvaluator({});
    const answer = await fixture.client.getCapabilities({});
    assert.equal(answer.engine, 'wasm');
    assert.equal(answer.busyWorkers, 0);
    assert.deepEqual(answer.datasets, [{ name: 'procedural', classes: 10, shape: null }]);
  });

  it('carry violations, reason and retry delay to the caller', async () => {
    const errors = [
      invalidArgument([{ field: 'spec.seed', description: 'must be at least 0' }]),
      failedPrecondition('LEASE_LOST', 'the lease is lost'),
      resourceExhausted('WORKERS_BUSY', 'busy', 1500),
    ];
    await using fixture = await withEvaluator({
      getCapabilities: () => Promise.reject(errors.shift() ?? new Error('one answer for each call')),
    });
    await assert.rejects(
      fixture.client.getCapabilities({}),
      isRpcError(status.INVALID_ARGUMENT, (error) => {
        assert.deepEqual(error.violations, [{ field: 'spec.seed', description: 'must be at least 0' }]);
        assert.match(error.message, /spec\.seed: must be at least 0/);
      }),
    );
    await assert.rejects(
      fixture.client.getCapabilities({}),
      isRpcError(status.FAILED_PRECONDITION, (error) => {
        assert.equal(error.reason, 'LEASE_LOST');
      }),
    );
    await assert.rejects(
      fixture.client.getCapabilities({}),
      isRpcError(status.RESOURCE_EXHAUSTED, (error) => {
        assert.equal(error.retryDelayMs, 1500);
      }),
    );
  });

  it('hide the inside of an unexpected error', async () => {
    await using fixture = await withEvaluator({
      getCapabilities: () => Promise.reject(new Error('password is 1234')),
    });
    await assert.rejects(
      fixture.client.getCapabilities({}),
      isRpcError(status.INTERNAL, (error) => {
        assert.equal(error.message, 'internal error');
      }),
    );
  });

  it('answer bytes that are no message with INVALID_ARGUMENT', async () => {
    await using fixture = await withEvaluator({});
    const path = '/blockqnn.evaluator.v1.EvaluatorService/GetCapabilities';
    await assert.rejects(rawUnary(fixture.server.address, path, Buffer.from([0x0a, 0xff, 0xff])), {
      code: status.INVALID_ARGUMENT,
    });
  });

  it('refuse a message above the limit', async () => {
    await using fixture = await withEvaluator({}, { maxMessageBytes: 1000 });
    const stream = fixture.client.evaluateBlock({ nsc: 'x'.repeat(2000) });
    await assert.rejects(async () => {
      for await (const _ of stream) assert.fail('nothing is sent');
    }, isRpcError(status.RESOURCE_EXHAUSTED));
  });

  it('refuse a call above the concurrency limit and serve again afterwards', async () => {
    const gate = deferred<undefined>();
    await using fixture = await withEvaluator(
      { getCapabilities: () => gate.promise.then(() => CAPABILITIES) },
      { maxConcurrentCalls: 1 },
    );
    const first = fixture.client.getCapabilities({});
    // The stream handler is not reached either: the limit is the server's, not the method's.
    await assert.rejects(
      async () => {
        for (;;) await fixture.client.getCapabilities({}, { deadlineMs: 2000 });
      },
      isRpcError(status.RESOURCE_EXHAUSTED, (error) => {
        assert.equal(error.reason, 'TOO_MANY_CALLS');
      }),
    );
    gate.resolve(undefined);
    assert.equal((await first).engine, 'wasm');
    assert.equal((await fixture.client.getCapabilities({})).engine, 'wasm');
  });

  it('end a call whose client gave no deadline', async () => {
    await using fixture = await withEvaluator(
      { getCapabilities: () => new Promise(() => undefined) },
      { unaryDeadlineMs: 30 },
    );
    const path = '/blockqnn.evaluator.v1.EvaluatorService/GetCapabilities';
    await assert.rejects(rawUnary(fixture.server.address, path, Buffer.alloc(0)), {
      code: status.DEADLINE_EXCEEDED,
    });
  });

  it('tell a streaming handler that its caller went away', async () => {
    const ended = deferred<string>();
    await using fixture = await withEvaluator({
      evaluateBlock: async function* (_request, { signal }) {
        try {
          yield { epoch: { number: 1 } };
          await once(signal, 'abort');
        } finally {
          ended.resolve('cleaned up');
        }
      },
    });
    for await (const message of fixture.client.evaluateBlock({})) {
      assert.equal(message.epoch?.number, 1);
      break;
    }
    assert.equal(await ended.promise, 'cleaned up');
  });

  it('end open streams with UNAVAILABLE at shutdown and let unary calls finish', async () => {
    const gate = deferred<undefined>();
    const entered = deferred<undefined>();
    const { server, client } = await withEvaluator({
      getCapabilities: () => {
        entered.resolve(undefined);
        return gate.promise.then(() => CAPABILITIES);
      },
      evaluateBlock: async function* () {
        yield { epoch: { number: 1 } };
        await new Promise(() => undefined);
      },
    });
    const stream = client.evaluateBlock({})[Symbol.asyncIterator]();
    await stream.next();
    const unary = client.getCapabilities({});
    await entered.promise;
    const stopped = server[Symbol.asyncDispose]();
    await assert.rejects(stream.next(), isRpcError(status.UNAVAILABLE));
    gate.resolve(undefined);
    assert.equal((await unary).engine, 'wasm');
    await stopped;
    client[Symbol.dispose]();
  });

  it('name the address that is taken and the variable to change', async () => {
    await using fixture = await withEvaluator({});
    const port = Number(fixture.server.address.split(':')[1]);
    await assert.rejects(
      startServer({
        service: 'evaluator',
        listen: { host: '127.0.0.1', port },
        contract: EVALUATOR_SERVICE,
        logger,
        handlers: {
          getCapabilities: () => Promise.resolve({}),
          trainModel: noTraining,
          evaluateBlock: () => (async function* () {})(),
        },
      }),
      new RegExp(`127\\.0\\.0\\.1:${String(port)}.*taken.*BLOCKQNN_EVALUATOR_LISTEN`),
    );
  });

  it('survive a client that speaks no HTTP/2', async () => {
    await using fixture = await withEvaluator({});
    const [host = '', port = ''] = fixture.server.address.split(':');
    const socket = connect(Number(port), host);
    socket.on('error', () => undefined);
    socket.resume();
    socket.end('GET / HTTP/1.0\r\n\r\n');
    await once(socket, 'close');
    assert.equal((await fixture.client.getCapabilities({})).engine, 'wasm');
  });

  it('load all three contracts', () => {
    for (const contract of [CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE]) {
      assert.ok(Object.keys(contract.definition).length > 0, contract.name);
    }
  });
});
