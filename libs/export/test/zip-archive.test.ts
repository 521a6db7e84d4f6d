import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { zipArchive } from '../src/keras/zip-archive.js';

test('an entry that cannot be read ends the archive with the reason', async () => {
  const archive = zipArchive([
    { name: 'here', open: () => Readable.from([Buffer.from('a')]) },
    { name: 'missing', open: () => createReadStream('/nowhere/to-be-found') },
  ]);
  await assert.rejects(async () => {
    for await (const chunk of archive) assert.ok(chunk);
  }, /ENOENT/);
});

test('whoever stops reading leaves no file open', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'zip-archive-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'large'), new Uint8Array(1_000_000));
  const opened: Readable[] = [];
  const archive = zipArchive([
    {
      name: 'large',
      open: () => {
        const content = createReadStream(join(folder, 'large'));
        opened.push(content);
        return content;
      },
    },
  ]);
  let bytes = 0;
  for await (const chunk of archive) {
    bytes += chunk.length;
    if (bytes > 100_000) break;
  }
  const [content] = opened;
  assert.ok(content);
  assert.ok(content.closed);
});
