import assert from 'node:assert/strict';
import { createHash, randomFillSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import { createClient, invalidArgument, unavailable } from '@blockqnn/rpc';
import { uploadWeights } from '../src/pull/upload-weights.js';
import { logger, scriptedRegistry } from './scripted-peers.js';

const weights = randomFillSync(new Uint8Array(2.5 * 2 ** 20));
const sha256 = createHash('sha256').update(weights).digest('hex');
const never = new AbortController().signal;
const options = { weights, timeoutMs: 20_000, signal: never, logger };

describe('uploadWeights', () => {
  it('sends size and checksum, then the bytes in chunks of at most 1 MiB, again where that fails', async () => {
    let times = 0;
    const received: Buffer[] = [];
    await using registry = await scriptedRegistry({
      queryUpload: () => {
        times += 1;
        if (times === 1) throw unavailable('AWAY', 'away', 1);
        return Promise.resolve({});
      },
      uploadArtifact: async (parts) => {
        for await (const { header, chunk } of parts) {
          if (header) {
            const kind = 'ARTIFACT_KIND_WEIGHTS';
            assert.deepEqual(header, { kind, sizeBytes: weights.length, sha256, offset: 0 });
          }
          if (chunk) received.push(chunk);
        }
        return {};
      },
    });
    assert.equal(await uploadWeights({ ...options, registry: registry.client }), sha256);
    assert.deepEqual(
      received.map(({ length }) => length),
      [2 ** 20, 2 ** 20, 2 ** 19],
    );
    assert.deepEqual(Buffer.concat(received), Buffer.from(weights));
  });

  it('goes on where an attempt broke off, and sends nothing that is there', async () => {
    const received: Buffer[] = [];
    const offsets: number[] = [];
    await using registry = await scriptedRegistry({
      queryUpload: ({ name }) => {
        assert.equal(name, `weights/${sha256}`);
        const committedBytes = Buffer.concat(received).length;
        return Promise.resolve({ committedBytes, complete: committedBytes === weights.length });
      },
      uploadArtifact: async (parts) => {
        for await (const { header, chunk } of parts) {
          if (header) offsets.push(header.offset);
          if (chunk) received.push(chunk);
          if (received.length < 3 && chunk) throw unavailable('BROKEN', 'broken off', 1);
        }
        return {};
      },
    });
    assert.equal(await uploadWeights({ ...options, registry: registry.client }), sha256);
    assert.deepEqual(offsets, [0, 2 ** 20, 2 * 2 ** 20]);
    assert.deepEqual(Buffer.concat(received), Buffer.from(weights));
    assert.equal(await uploadWeights({ ...options, registry: registry.client }), sha256);
    assert.equal(offsets.length, 3);
  });

  it('goes without where the registry refuses them', async () => {
    let times = 0;
    await using registry = await scriptedRegistry({
      queryUpload: () => Promise.resolve({}),
      uploadArtifact: () => {
        times += 1;
        return Promise.reject(invalidArgument([{ field: 'header.size_bytes', description: 'too big' }]));
      },
    });
    assert.equal(await uploadWeights({ ...options, registry: registry.client }), '');
    assert.equal(times, 1);
  });

  it('goes without where the registry is away for long', async () => {
    using registry = createClient(REGISTRY_SERVICE, '127.0.0.1:1');
    assert.equal(await uploadWeights({ ...options, registry, timeoutMs: 300 }), '');
  });

  it('ends with the reason of its signal', async () => {
    using registry = createClient(REGISTRY_SERVICE, '127.0.0.1:1');
    const stop = new AbortController();
    const upload = assert.rejects(uploadWeights({ ...options, registry, signal: stop.signal }), /enough/);
    stop.abort(new Error('enough'));
    await upload;
  });
});
