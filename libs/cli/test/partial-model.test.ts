import assert from 'node:assert/strict';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { claim } from '../src/download/claim.js';
import { UsageError } from '../src/index.js';
import { broken, contentOf, download, FILES, scratch, whole } from './downloads.js';
import { chunksOf, headerOf, pretendedRegistry } from './pretended-registry.js';

test('a claim that is just being written is not taken for one of a process that died', async (t) => {
  const lock = join(await scratch(t), 'lock');
  await writeFile(lock, '');
  const claiming = assert.rejects(claim(lock), /is fetching into it at present/);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await writeFile(lock, String(process.pid));
  await claiming;
});

describe('what lies beside the folder', () => {
  test('a folder of somebody else is left alone', async (t) => {
    const folder = await scratch(t);
    await mkdir(join(folder, 'model.partial'));
    await writeFile(join(folder, 'model.partial', 'mine.txt'), 'mine');
    await using registry = await pretendedRegistry(({ resume }) => whole(FILES, resume));
    await assert.rejects(download(registry, folder), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /model\.partial is in the way and no download/);
      return true;
    });
    assert.deepEqual(await contentOf(folder), { 'model.partial/mine.txt': 'mine' });
  });

  test('a link in place of a file is not written through', async (t) => {
    const folder = await scratch(t);
    await using first = await pretendedRegistry(({ resume }, call) =>
      broken(FILES, resume, call === 1 ? 3 : 0),
    );
    await assert.rejects(download(first, folder));
    const path = join(folder, 'model.partial/files/model.json');
    await rm(path);
    await writeFile(join(folder, 'victim'), 'victim');
    await symlink(join(folder, 'victim'), path);
    await using second = await pretendedRegistry(({ resume }) => whole(FILES, resume));
    await assert.rejects(download(second, folder), /is no plain file; remove it/);
    assert.equal(await readFile(join(folder, 'victim'), 'utf8'), 'victim');
  });

  test('two at once are told of each other; one whose process died is taken over', async (t) => {
    const folder = await scratch(t);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await using registry = await pretendedRegistry(async function* ({ resume }) {
      yield { header: headerOf(FILES) };
      await held;
      yield* chunksOf(FILES, resume);
    });
    const first = download(registry, folder);
    while (registry.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await assert.rejects(download(registry, folder), /process \d+ is fetching into it at present/);
    release();
    await first;
    assert.deepEqual(await contentOf(join(folder, 'model')), FILES);

    await mkdir(join(folder, 'other.partial'));
    // No process has this number.
    await writeFile(join(folder, 'other.partial', 'lock'), String(2 ** 22 + 7));
    await download(registry, folder, { directory: join(folder, 'other') });
    assert.deepEqual(await contentOf(join(folder, 'other')), FILES);
  });
});
