import assert from 'node:assert/strict';
import { Client, credentials, status } from '@grpc/grpc-js';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import { RpcError } from '@blockqnn/rpc';
import fc from 'fast-check';
import { onBothDatabases } from './on-both-databases.js';
import { evaluation, testRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const EXPECTED: readonly status[] = [
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.FAILED_PRECONDITION,
  // Of an upload that is said to go on.
  status.ABORTED,
  // Of one that says to be larger than the disk.
  status.RESOURCE_EXHAUSTED,
];
const RUNS = { numRuns: 150 };

const whole = fc.oneof(
  fc.constantFrom(0, 1, -1, 64, 1000, 1001, 2 ** 31 - 1, -(2 ** 31)),
  fc.integer({ min: -5, max: 70 }),
);
const large = fc.oneof(whole, fc.maxSafeInteger());
const text = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    'searches/',
    'searches/s1',
    'searches/s1/trials/1',
    'a\0b',
    "'; drop table evaluation;--",
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const filter = fc.oneof(
  text,
  fc
    .array(
      fc.constantFrom(
        'accuracy',
        'search',
        'flops',
        '=',
        '!=',
        '>=',
        '"x"',
        "'",
        '0.5',
        '1e308',
        'AND',
        '\\',
        ' ',
      ),
    )
    .map((parts) => parts.join(' ')),
);
const some = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

function expected(error: unknown): void {
  assert.ok(error instanceof RpcError, String(error));
  assert.ok(EXPECTED.includes(error.code), `${status[error.code]}: ${error.message}`);
}

bothTest('random requests of every RPC are answered or refused, never an internal error', async (place) => {
  await using registry = await testRegistry(place, { BLOCKQNN_MAX_EXPORT_MIB: '1' });
  await registry.publish(
    evaluation({ trial: 1 }),
    evaluation({ trial: 2, nsc: 'conv5@0,max3@1', accuracy: undefined }),
  );
  const { blocks } = await registry.client.queryBlocks({});
  const known = blocks[0]?.block?.name ?? '';
  const name = fc.oneof({ weight: 2, arbitrary: fc.constant(known) }, text);
  const { client } = registry;

  const queries = some({ filter, orderBy: filter, pageSize: whole, pageToken: text });
  await fc.assert(
    fc.asyncProperty(queries, async (request) => {
      await client.queryBlocks(request).catch(expected);
    }),
    RUNS,
  );
  await fc.assert(
    fc.asyncProperty(some({ name }), async (request) => {
      await client.getBlock(request).catch(expected);
    }),
    RUNS,
  );
  await fc.assert(
    fc.asyncProperty(some({ parent: name, pageSize: whole, pageToken: text }), async (request) => {
      await client.listEvaluations(request).catch(expected);
    }),
    RUNS,
  );
  const stack = some({
    input: some({ height: whole, width: whole, channels: fc.integer({ min: 0, max: 5 }) }),
    stem: some({
      filters: whole,
      kernel: fc.integer({ min: 0, max: 8 }),
      stride: fc.integer({ min: 0, max: 3 }),
      pooling: fc.boolean(),
    }),
    stages: fc.array(some({ repeats: whole, filters: whole }), { maxLength: 10 }),
    classes: whole,
  });
  const exports = some({
    block: name,
    stack: fc.oneof(fc.constant(undefined), stack),
    format: fc.integer({ min: 0, max: 3 }),
    weights: fc.integer({ min: 0, max: 4 }),
    trial: text,
    seed: large,
    training: fc.oneof(fc.constantFrom('', 'trainings/0123456789abcdef0123456789abcdef'), text),
  });
  await fc.assert(
    fc.asyncProperty(exports, async (request) => {
      try {
        for await (const _ of client.exportModel(request));
      } catch (error) {
        expected(error);
      }
    }),
    RUNS,
  );
  const part = fc.oneof(
    some({
      header: some({
        kind: fc.integer({ min: 0, max: 4 }),
        sizeBytes: large,
        sha256: fc.oneof(text, fc.constant('0'.repeat(64))),
        offset: fc.oneof(fc.constant(0), large),
      }),
    }),
    some({ chunk: fc.uint8Array({ maxLength: 100 }) }),
    fc.constant({}),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
      // eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
      async function* stream() {
        yield* parts;
      }
      await client.uploadArtifact(stream()).catch(expected);
    }),
    RUNS,
  );
  const artifact = fc.oneof(fc.constantFrom(`weights/${'0'.repeat(64)}`, `curves/${'f'.repeat(64)}`), text);
  await fc.assert(
    fc.asyncProperty(some({ name: artifact, offset: large }), async (request) => {
      await client.queryUpload(request).catch(expected);
      await client.fetchArtifact(request)[Symbol.asyncIterator]().next().catch(expected);
    }),
    RUNS,
  );
  await fc.assert(
    fc.asyncProperty(
      some({ kind: fc.integer({ min: 0, max: 4 }), pageSize: whole, pageToken: text }),
      async (request) => {
        await client.listArtifacts(request).catch(expected);
      },
    ),
    RUNS,
  );
  const training = some({
    name: fc.oneof(fc.constant('trainings/0123456789abcdef0123456789abcdef'), text),
    block: some({ name, nsc: fc.oneof(fc.constant('conv3@0'), text) }),
    dataset: text,
    stack,
    recipe: some({ epochs: whole, batchSize: whole, learningRate: fc.double() }),
    seed: large,
    epochs: whole,
    bestEpoch: whole,
    validationAccuracy: fc.double(),
    testAccuracy: fc.double(),
    testImages: whole,
    weightsSha256: fc.oneof(text, fc.constant('0'.repeat(64))),
    curveSha256: fc.oneof(text, fc.constantFrom('', '0'.repeat(64))),
    duration: some({ seconds: large, nanos: whole }),
  });
  await fc.assert(
    fc.asyncProperty(some({ training }), async (request) => {
      await client.registerTraining(request).catch(expected);
    }),
    RUNS,
  );
  const trainingName = fc.oneof(fc.constant('trainings/0123456789abcdef0123456789abcdef'), text);
  await fc.assert(
    fc.asyncProperty(some({ name: trainingName }), async (request) => {
      await client.getTraining(request).catch(expected);
    }),
    RUNS,
  );
  await fc.assert(
    fc.asyncProperty(some({ parent: name, pageSize: whole, pageToken: text }), async (request) => {
      await client.listTrainings(request).catch(expected);
    }),
    RUNS,
  );
  assert.equal((await client.listEvaluations({})).evaluations.length, 2);
  assert.equal((await client.listTrainings({})).trainings.length, 0);
});

bothTest('random bytes as a request are refused, never an internal error', async (place) => {
  await using registry = await testRegistry(place);
  using raw = Object.assign(new Client(registry.address, credentials.createInsecure()), {
    [Symbol.dispose]() {
      raw.close();
    },
  });
  const code = (path: string, bytes: Uint8Array) =>
    new Promise<status>((resolve) => {
      raw.makeUnaryRequest(
        path,
        (message: Uint8Array) => Buffer.from(message),
        (message) => message,
        bytes,
        (error) => {
          resolve(error?.code ?? status.OK);
        },
      );
    });
  for (const { path, requestStream, responseStream } of Object.values(REGISTRY_SERVICE.definition)) {
    if (requestStream || responseStream) continue;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        const answer = await code(path, bytes);
        assert.ok([status.OK, ...EXPECTED].includes(answer), `${path}: ${status[answer]}`);
      }),
      { numRuns: 100 },
    );
  }
});

bothTest('an oversized message is refused', async (place) => {
  await using registry = await testRegistry(place);
  await assert.rejects(registry.client.queryBlocks({ filter: 'x'.repeat(5 * 2 ** 20) }), (error) => {
    assert.ok(error instanceof RpcError);
    assert.equal(error.code, status.RESOURCE_EXHAUSTED);
    return true;
  });
});
