import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { linkNative, MissingError, type LinkOptions, type LinkResult } from '../src/linking/index.js';
import { readStamp, writeStamp } from '../src/linking/link-stamp.js';
import { linkIn } from '../src/linking/native-link.js';
import { ADDON, nativePackageFolder } from '../src/linking/native-package.js';
import { skipForWantOf } from '../../../test/tools/needs.js';

const LIBRARY = 'deps/lib/libtensorflow_framework.so.2';

/** The npm package as npm installs it, in a folder of the test's own. */
function freshPackage(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-linking-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const packageFolder = join(folder, 'package');
  cpSync(join(nativePackageFolder(), 'binding'), join(packageFolder, 'binding'), { recursive: true });
  return packageFolder;
}

interface Run {
  readonly steps: string[];
  readonly result: Promise<LinkResult>;
}

function run(packageFolder: string, options: Partial<LinkOptions> = {}): Run {
  const steps: string[] = [];
  const reporter = {
    step: (text: string) => void steps.push(text),
    progress: () => undefined,
    ...options.reporter,
  };
  const signal = AbortSignal.timeout(500_000);
  const result = linkNative({
    variant: 'cpu',
    force: false,
    env: process.env,
    signal,
    packageFolder,
    ...options,
    reporter,
  });
  return { steps, result };
}

/** Links into a fresh package, from the checkout's own cache; skips where the machine lacks what that needs. */
async function linked(t: TestContext): Promise<string | undefined> {
  const packageFolder = freshPackage(t);
  try {
    await run(packageFolder).result;
    return packageFolder;
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
    skipForWantOf(
      t,
      error.missing.map(({ what }) => what).join(' and '),
      'npm run native says how to get it',
    );
    return undefined;
  }
}

/** Replaces a file; what is linked to it elsewhere keeps its content. */
function replace(file: string, content: string): void {
  rmSync(file);
  writeFileSync(file, content);
}

test('links TensorFlow, computes with it, and finds nothing to do the second time', async (t) => {
  const packageFolder = freshPackage(t);
  assert.equal(linkIn(packageFolder).linked, false);
  const folder = await linked(t);
  if (folder === undefined) return;
  assert.deepEqual(linkIn(folder), {
    linked: true,
    tensorflowVersion: '2.21.0',
    variant: 'cpu',
    addon: join(folder, ADDON),
  });
  // From any folder.
  const home = process.cwd();
  process.chdir(tmpdir());
  t.after(() => {
    process.chdir(home);
  });
  const again = run(folder);
  const result = await again.result;
  assert.equal(result.changed, false);
  assert.equal(result.device, 'CPU');
  assert.equal(result.tensorflowVersion, '2.21.0');
  assert.deepEqual(again.steps, ['Looking at what is linked']);
});

test('after npm has made the package anew, links from the cache without compiler and Python', async (t) => {
  if ((await linked(t)) === undefined) return;
  const result = await run(freshPackage(t), { env: { PATH: '' } }).result;
  assert.equal(result.changed, true);
});

test('finds a file that changed, and mends it', async (t) => {
  const folder = await linked(t);
  if (folder === undefined) return;
  const { sizeBytes = 0 } = readStamp(folder)?.files.find(({ path }) => path === ADDON) ?? {};
  replace(join(folder, ADDON), 'x'.repeat(sizeBytes));
  assert.equal((await run(folder).result).changed, true);
  assert.equal((await run(folder).result).changed, false);

  replace(join(folder, LIBRARY), 'short');
  assert.deepEqual(linkIn(folder), {
    linked: false,
    reason: `${LIBRARY} is missing or not what was linked`,
  });
  assert.equal((await run(folder).result).changed, true);
});

test('mends a run that was cut off', async (t) => {
  const folder = freshPackage(t);
  if ((await linked(t)) === undefined) return;
  const stop = new AbortController();
  const cutOff = run(folder, {
    signal: stop.signal,
    reporter: {
      step: (text) => {
        if (text.startsWith('Placing')) stop.abort(new Error('cut off'));
      },
      progress: () => undefined,
    },
  });
  await assert.rejects(cutOff.result);
  assert.deepEqual(linkIn(folder), { linked: false, reason: 'linking TensorFlow was not finished' });
  rmSync(join(folder, ADDON));
  const { movedAside, changed } = await run(folder).result;
  assert.deepEqual({ movedAside, changed }, { movedAside: [], changed: true });
  assert.equal(linkIn(folder).linked, true);
});

test('keeps files of other origin, and removes its own that it no longer needs', async (t) => {
  const folder = await linked(t);
  if (folder === undefined) return;
  const other = freshPackage(t);
  mkdirSync(join(other, 'deps/lib'), { recursive: true });
  writeFileSync(join(other, LIBRARY), 'somebody else’s');
  const { movedAside } = await run(other).result;
  assert.deepEqual(movedAside, [`${join(other, LIBRARY)}.before`]);

  const stamp = readStamp(folder);
  assert.ok(stamp);
  writeFileSync(join(folder, 'deps/lib/libold.so'), 'from an older version');
  writeFileSync(join(folder, 'deps/lib/libforeign.so'), 'somebody else’s');
  const old = { path: 'deps/lib/libold.so', sha256: '', sizeBytes: 0 };
  await writeStamp(folder, { ...stamp, tensorflowVersion: '2.0.0', files: [...stamp.files, old] });
  await run(folder).result;
  assert.deepEqual(readdirSync(join(folder, 'deps/lib')).sort(), [
    'libforeign.so',
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
  ]);
});

test('tells all that is missing before it downloads anything', async (t) => {
  const packageFolder = freshPackage(t);
  const cacheFolder = join(packageFolder, '../cache');
  await assert.rejects(run(packageFolder, { env: { PATH: '' }, cacheFolder }).result, (error) => {
    assert.ok(error instanceof MissingError);
    if (process.platform !== 'linux') return true;
    assert.deepEqual(
      error.missing.map(({ what }) => what),
      ['Python 3 with pip 20.3 or newer', 'a C++17 compiler'],
    );
    assert.match(error.message, /nothing was downloaded.*\n.*python3-pip.*\n.*apt-get install g\+\+/);
    return true;
  });
  assert.equal(existsSync(cacheFolder), false);
});

test('asks the index that pip is configured with, and refuses content with another SHA-256', async (t) => {
  const packageFolder = freshPackage(t);
  const asked: string[] = [];
  const wheels = ['x86_64', 'aarch64'].flatMap((arch) =>
    ['tensorflow_cpu', 'tensorflow'].map((name) => `${name}-2.21.0-cp312-cp312-manylinux_2_27_${arch}.whl`),
  );
  const index = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url.endsWith('.whl')) response.end('no wheel');
    else
      response
        .setHeader('content-type', 'text/html')
        .end(wheels.map((name) => `<a href="/${name}">${name}</a>`).join(''));
  });
  index.listen(0, '127.0.0.1');
  await once(index, 'listening');
  t.after(() => index.close());
  const url = `http://127.0.0.1:${String((index.address() as AddressInfo).port)}/simple`;
  const { result } = run(packageFolder, {
    cacheFolder: join(packageFolder, '../cache'),
    env: { PATH: process.env['PATH'], HOME: packageFolder, PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: url },
  });
  try {
    await result;
    assert.fail('took what is no wheel');
  } catch (error) {
    if (error instanceof MissingError) {
      skipForWantOf(
        t,
        error.missing.map(({ what }) => what).join(' and '),
        'npm run native says how to get it',
      );
      return;
    }
    assert.match(String(error), /pip could not download TensorFlow: .*sha256/s);
  }
  assert.match(asked.join(' '), /\/simple\/tensorflow.*\.whl/);
  // Nothing half-made stays behind.
  assert.deepEqual(readdirSync(join(packageFolder, '../cache')), []);
  assert.equal(linkIn(packageFolder).linked, false);
});
