import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { UsageError } from '../src/index.js';
import { becomeModelFolder, checkModelFolder } from '../src/model-folder.js';

const scratch = () => mkdtemp(join(tmpdir(), 'blockqnn-cli-'));
const modeOf = async (path: string) => (await stat(path)).mode & 0o7777;

async function filled(above: string, name: string): Promise<string> {
  const folder = await checkModelFolder(join(above, name));
  const draft = join(above, 'draft');
  await mkdir(draft);
  await writeFile(join(draft, 'model.json'), '{}');
  await becomeModelFolder(folder, draft);
  return folder.path;
}

it('makes a folder as mkdir would, and keeps the mode of an empty one that is there', async () => {
  const above = await scratch();
  await mkdir(join(above, 'plain'));
  assert.equal(await modeOf(await filled(above, 'new')), await modeOf(join(above, 'plain')));

  await mkdir(join(above, 'empty'));
  await chmod(join(above, 'empty'), 0o2751);
  assert.equal(await modeOf(await filled(above, 'empty')), 0o2751);
  assert.deepEqual(await readdir(join(above, 'empty')), ['model.json']);
});

it('refuses what cannot be the folder, and says which path is in the way', async () => {
  const above = await scratch();
  await writeFile(join(above, 'file'), '');
  await mkdir(join(above, 'full', 'inside'), { recursive: true });
  const cases: [string, RegExp][] = [
    ['file', /^--out: \S+\/file is a file; name a new folder$/],
    ['file/below/it', /^--out: \S+\/file is a file; name a new folder$/],
    ['full', /^--out: \S+\/full is not empty; name a new folder$/],
    ['a/b/c', /^--out: the folder \S+\/a\/b does not exist; make it first$/],
  ];
  for (const [path, message] of cases) {
    await assert.rejects(checkModelFolder(join(above, path)), (error) => {
      assert.ok(error instanceof UsageError, path);
      assert.match(error.message, message);
      return true;
    });
  }
});

it('takes no folder away into which something has come meanwhile', async () => {
  const above = await scratch();
  const draft = join(above, 'draft');
  await mkdir(draft);
  for (const isThere of [true, false]) {
    const path = join(above, `out-${String(isThere)}`);
    if (isThere) await mkdir(path);
    const folder = await checkModelFolder(path);
    if (!isThere) await mkdir(path);
    await writeFile(join(path, 'mine'), '');
    await assert.rejects(becomeModelFolder(folder, draft), /is not empty; name a new folder/);
    assert.deepEqual(await readdir(path), ['mine']);
    assert.deepEqual(await readdir(draft), []);
  }
});
