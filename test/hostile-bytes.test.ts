import { CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { createClient } from '@blockqnn/rpc';
import { startPlatform } from '@blockqnn/standalone';
import { createLogger } from '@blockqnn/telemetry';
import {
  Client,
  credentials,
  Metadata,
  status,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { eventually } from './end-to-end/eventually.js';

/** What a caller who sends rubbish may be told. INTERNAL and UNKNOWN would say that something broke. */
const FITTING = new Set([
  status.OK,
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.FAILED_PRECONDITION,
  status.RESOURCE_EXHAUSTED,
  status.DEADLINE_EXCEEDED,
  status.UNAVAILABLE,
]);
const RUNS = 25;

it('random bytes to any method of any service get a fitting code, and the services live on', async (t) => {
  const stateDir = await mkdtemp(join(tmpdir(), 'blockqnn-hostile-'));
  t.after(() => rm(stateDir, { recursive: true, force: true }));
  await using platform = await startPlatform({
    stateDir,
    port: 0,
    workers: 1,
    datasets: [],
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  const services = [
    { contract: CONTROLLER_SERVICE, address: platform.controllerAddress },
    { contract: EVALUATOR_SERVICE, address: platform.evaluatorAddress },
    { contract: REGISTRY_SERVICE, address: platform.registryAddress },
  ];
  for (const { contract, address } of services) {
    const client = new Client(address, credentials.createInsecure());
    for (const method of Object.values(contract.definition)) {
      await fc.assert(
        fc.asyncProperty(hostileBytes, async (bytes) => {
          const code = await send(client, method, Buffer.from(bytes));
          assert.ok(FITTING.has(code), `${method.path} answered ${status[code]}`);
        }),
        { numRuns: RUNS },
      );
    }
    client.close();
  }
  using controller = createClient(CONTROLLER_SERVICE, platform.controllerAddress);
  using registry = createClient(REGISTRY_SERVICE, platform.registryAddress);
  using evaluator = createClient(EVALUATOR_SERVICE, platform.evaluatorAddress);
  assert.deepEqual((await controller.listSearches({})).searches, []);
  assert.deepEqual((await registry.listEvaluations({})).evaluations, []);
  // UNAVAILABLE until the training process is up, which takes longer than all the rubbish above.
  const { workers } = await eventually('the evaluator to be ready', () => evaluator.getCapabilities({}));
  assert.equal(workers, 1);
});

/** Pure noise, and noise that has the form of a message: fields with random numbers, types and contents. */
const field = fc
  .tuple(fc.integer({ min: 1, max: 16 }), fc.uint8Array({ maxLength: 24 }))
  .map(([number, content]) => [(number << 3) | 2, content.length, ...content]);
const hostileBytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.array(field, { maxLength: 6 }).map((fields) => Uint8Array.from(fields.flat())),
);

function send(client: Client, method: MethodDefinition<unknown, unknown>, bytes: Buffer): Promise<status> {
  const raw = (value: unknown) => value as Buffer;
  const options = { deadline: Date.now() + 5000 };
  return new Promise((resolve) => {
    const done = (error: ServiceError | null) => {
      resolve(error ? error.code : status.OK);
    };
    if (method.responseStream) {
      const call = client.makeServerStreamRequest(method.path, raw, raw, bytes, new Metadata(), options);
      call.on('data', () => undefined);
      call.on('error', done);
      call.on('end', () => {
        done(null);
      });
      return;
    }
    if (method.requestStream) {
      const call = client.makeClientStreamRequest(method.path, raw, raw, new Metadata(), options, done);
      call.end(bytes);
      return;
    }
    client.makeUnaryRequest(method.path, raw, raw, bytes, new Metadata(), options, done);
  });
}
