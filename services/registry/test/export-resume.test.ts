import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { status } from '@grpc/grpc-js';
import { stackToProto, type RegistryMethods } from '@blockqnn/api';
import fc from 'fast-check';
import { exported, type Exported, type ExportRequest } from './exported.js';
import { failed, refused } from './refused.js';
import { evaluation, STACK, temporaryFolder, testRegistry, type TestRegistry } from './test-registry.js';
import { upload } from './upload.js';
import { buildLayerGraph, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const NSC = 'conv3@0,conv3@1,add@2+0';
// More than one chunk of weights.
const LARGE = stackToProto({ ...STACK, stages: [{ repeats: 1, filters: 200 }] });

type Chunk = NonNullable<RegistryMethods['exportModel']['response']['chunk']>;

/** The chunks of a stream that goes on. */
async function rest(registry: TestRegistry, request: ExportRequest): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const { chunk } of registry.client.exportModel(request)) if (chunk) chunks.push(chunk);
  return chunks;
}

/** The bytes of a model from a place on, as a stream has to bring them. */
function bytesFrom({ header, files }: Exported, file: string, offset: number): Buffer {
  const names = header.files.map(({ name }) => name);
  const later = names.slice(names.indexOf(file)).map((name) => files.get(name) ?? Buffer.alloc(0));
  return Buffer.concat(later).subarray(offset);
}

test('a stream goes on anywhere, to the byte, in a registry that was restarted too', async (t) => {
  const folder = await temporaryFolder(t);
  const request = { nsc: NSC, stack: LARGE };
  const model = await (async () => {
    await using registry = await testRegistry(folder);
    return await exported(registry, request);
  })();
  const { etag, files } = model.header;
  await using registry = await testRegistry(folder);
  const before = await readdir(join(folder, 'spool'));
  const place = fc
    .constantFrom(...files)
    .chain(({ name, sizeBytes }) => fc.record({ file: fc.constant(name), offset: fc.nat(sizeBytes) }));
  await fc.assert(
    fc.asyncProperty(place, async ({ file, offset }) => {
      const chunks = await rest(registry, { ...request, resume: { etag, file, offset } });
      assert.ok(Buffer.concat(chunks.map(({ data }) => data)).equals(bytesFrom(model, file, offset)));
      const [first] = chunks;
      if (first?.name === file) assert.equal(first.offset, offset);
    }),
    { numRuns: 20 },
  );
  assert.deepEqual(await readdir(join(folder, 'spool')), before, 'nothing was written again');
});

test('what was removed from the disk is written again, the same', async (t) => {
  const folder = await temporaryFolder(t);
  await using registry = await testRegistry(folder);
  const request = { nsc: NSC, stack: LARGE };
  const model = await exported(registry, request);
  await rm(join(folder, 'spool'), { recursive: true });
  const resume = { etag: model.header.etag, file: 'model.json', offset: 5 };
  const chunks = await rest(registry, { ...request, resume });
  assert.ok(Buffer.concat(chunks.map(({ data }) => data)).equals(bytesFrom(model, 'model.json', 5)));
});

test('places that the model does not have are refused', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  const request = { nsc: NSC, stack: LARGE };
  const { header } = await exported(registry, request);
  const { etag } = header;
  const size = header.files.find(({ name }) => name === 'model.json')?.sizeBytes ?? 0;
  const at = (file: string, offset: number) => rest(registry, { ...request, resume: { etag, file, offset } });
  await assert.rejects(
    at('model.json', size + 1),
    refused('resume.offset', new RegExp(`must be 0 to ${String(size)}`)),
  );
  await assert.rejects(at('model.json', -1), refused('resume.offset', /must be 0 to/));
  for (const file of ['other.bin', '../model.json', 'manifest.json', '/etc/passwd', '__proto__']) {
    await assert.rejects(at(file, 0), refused('resume.file', /must name a file of the model/));
  }
});

test('another model is not gone on with: other request, or better weights by now', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  const weights = (seed: number) =>
    upload(registry, initialiseWeights(buildLayerGraph(parseBlock(NSC), STACK), seed));
  await registry.publish(evaluation({ trial: 1, nsc: NSC, reward: 10, weightsSha256: await weights(1) }));
  const { header } = await exported(registry, { nsc: NSC });
  const resume = { etag: header.etag, file: 'model.json', offset: 1 };
  assert.ok((await rest(registry, { nsc: NSC, resume })).length > 0);
  const changed = failed(status.FAILED_PRECONDITION, /another one by now/, 'MODEL_CHANGED');
  await assert.rejects(
    rest(registry, { nsc: NSC, seed: 5, weights: 'WEIGHTS_STATE_INITIALISED', resume }),
    changed,
  );
  await assert.rejects(rest(registry, { nsc: NSC, licence: 'MIT', resume }), changed);
  await registry.publish(evaluation({ trial: 2, nsc: NSC, reward: 20, weightsSha256: await weights(2) }));
  await assert.rejects(rest(registry, { nsc: NSC, resume }), changed);
});
