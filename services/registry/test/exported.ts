import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ModelHeaderMessage, RegistryMethods } from '@blockqnn/api';
import type { TestRegistry } from './test-registry.js';

export type ExportRequest = RegistryMethods['exportModel']['requestInput'];

/** A model as it came. */
export interface Exported {
  readonly header: ModelHeaderMessage;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly chunks: number;
}

/** All that an export sends, checked against what its header says. */
export async function exported(
  registry: Pick<TestRegistry, 'client'>,
  request: ExportRequest,
): Promise<Exported> {
  let header: ModelHeaderMessage | undefined;
  const parts = new Map<string, Buffer[]>();
  let chunks = 0;
  for await (const message of registry.client.exportModel(request)) {
    if (message.header) {
      assert.equal(header, undefined, 'one header');
      header = message.header;
      for (const { name } of header.files) parts.set(name, []);
      continue;
    }
    const { name = '', offset = 0, data = Buffer.alloc(0) } = message.chunk ?? {};
    assert.ok(header, 'the header comes first');
    assert.ok(data.length <= 2 ** 20);
    const before = parts.get(name);
    assert.ok(before, `${name} was announced`);
    assert.equal(
      offset,
      before.reduce((sum, { length }) => sum + length, 0),
    );
    before.push(data);
    chunks += 1;
  }
  assert.ok(header);
  const files = new Map([...parts].map(([name, list]) => [name, Buffer.concat(list)]));
  assert.deepEqual(
    header.files,
    [...files].map(([name, bytes]) => ({
      name,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  );
  return { header, files, chunks };
}
