import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { status } from '@grpc/grpc-js';
import { ExportSpool, type ModelWriter } from '../src/exports/export-spool.js';
import type { SpooledModel } from '../src/exports/spooled-model.js';
import { failed } from './refused.js';
import { never, temporaryFolder } from './test-registry.js';

const keyOf = (name: string) => createHash('sha256').update(name).digest('hex');

interface Writing extends ModelWriter {
  /** How often it was asked to write. */
  readonly count: number;
  readonly stopped: number;
}

/** Writes one file of so many bytes, after `until`. */
function writer(sizeBytes: number, until: Promise<void> = Promise.resolve()): Writing {
  const calls = { count: 0, stopped: 0 };
  return {
    sizeBytes,
    get count() {
      return calls.count;
    },
    get stopped() {
      return calls.stopped;
    },
    write: async (folder, scratch, signal) => {
      calls.count += 1;
      await writeFile(join(scratch, 'in-between'), 'x');
      const stop = new Promise<never>((_, reject) => {
        const end = () => {
          calls.stopped += 1;
          reject(signal.reason as Error);
        };
        // It may have been stopped while the file was written.
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      });
      await Promise.race([until, stop]);
      const bytes = Buffer.alloc(sizeBytes, 7);
      await writeFile(join(folder, 'a.bin'), bytes);
      return [{ name: 'a.bin', sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') }];
    },
  };
}

/** An advancing clock, so that uses have an order. */
function openSpool(path: string, maxBytes: number) {
  let now = 1_700_000_000_000;
  return ExportSpool.open(path, maxBytes, { now: () => (now += 1000) });
}

async function bytesOf(model: SpooledModel): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const { data } of model.chunks(3)) parts.push(data);
  return Buffer.concat(parts);
}

/** Uses a model and gives it back at once. */
async function useOnce(spool: ExportSpool, name: string, how: ModelWriter): Promise<Buffer> {
  using used = await spool.use(keyOf(name), how, never);
  return await bytesOf(used.model);
}

describe('a model is written once', () => {
  test('for all who ask for it meanwhile, and for later ones, after a restart too', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    const how = writer(10);
    {
      await using spool = await openSpool(path, 100);
      const all = await Promise.all(Array.from({ length: 5 }, () => useOnce(spool, 'one', how)));
      assert.ok(all.every((bytes) => bytes.equals(Buffer.alloc(10, 7))));
      await useOnce(spool, 'one', how);
    }
    await using again = await openSpool(path, 100);
    await useOnce(again, 'one', how);
    assert.equal(how.count, 1);
  });

  test('again, where its files were removed or cut', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const how = writer(10);
    await useOnce(spool, 'one', how);
    await rm(join(path, keyOf('one'), 'files', 'a.bin'));
    await useOnce(spool, 'one', how);
    await writeFile(join(path, keyOf('one'), 'files', 'a.bin'), 'short');
    assert.equal((await useOnce(spool, 'one', how)).length, 10);
    assert.equal(how.count, 3);
  });

  test('a failure is everybody’s who waits, leaves nothing, and is not remembered', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const broken: ModelWriter = { sizeBytes: 10, write: () => Promise.reject(new Error('the disk is full')) };
    const results = await Promise.allSettled([1, 2].map(() => useOnce(spool, 'one', broken)));
    assert.ok(
      results.every((result) => result.status === 'rejected' && /disk is full/.test(String(result.reason))),
    );
    assert.deepEqual(await readdir(path), []);
    await useOnce(spool, 'one', writer(100));
  });
});

describe('who does not wait any more', () => {
  test('stops the writing where nobody else waits', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const caller = new AbortController();
    const how = writer(10, new Promise(() => undefined));
    const waiting = spool.use(keyOf('one'), how, caller.signal);
    while (how.count === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    caller.abort(new Error('cancelled'));
    await assert.rejects(waiting, /cancelled/);
    while ((await readdir(path)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(how.stopped, 1);
    await assert.rejects(spool.use(keyOf('one'), how, caller.signal), /cancelled/);
    assert.equal(how.count, 1, 'nothing is begun for one who is gone');
    await useOnce(spool, 'one', writer(10));
  });

  test('leaves it going for the others', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const [first, second] = [new AbortController(), new AbortController()];
    let finish = (): void => undefined;
    const how = writer(10, new Promise((resolve) => (finish = resolve)));
    const one = spool.use(keyOf('one'), how, first.signal);
    const other = spool.use(keyOf('one'), how, second.signal);
    first.abort(new Error('cancelled'));
    await assert.rejects(one, /cancelled/);
    finish();
    using used = await other;
    assert.equal((await bytesOf(used.model)).length, 10);
    assert.deepEqual([how.count, how.stopped], [1, 0]);
  });
});

describe('room', () => {
  test('is made by removing what was used longest ago, also after a restart', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    {
      await using spool = await openSpool(path, 30);
      for (const name of ['one', 'two', 'three']) await useOnce(spool, name, writer(10));
      await useOnce(spool, 'one', writer(10));
    }
    await using spool = await openSpool(path, 30);
    await useOnce(spool, 'four', writer(10));
    assert.deepEqual((await readdir(path)).sort(), ['one', 'three', 'four'].map(keyOf).sort());
    await useOnce(spool, 'five', writer(25));
    assert.deepEqual(await readdir(path), [keyOf('five')]);
  });

  test('is never taken from what is in use: others are told to wait', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 30);
    const used = await spool.use(keyOf('one'), writer(20), never);
    await assert.rejects(
      useOnce(spool, 'two', writer(20)),
      failed(status.RESOURCE_EXHAUSTED, /take the disk space/, 'EXPORTS_BUSY'),
    );
    assert.equal((await bytesOf(used.model)).length, 20);
    used[Symbol.dispose]();
    await useOnce(spool, 'two', writer(20));
    assert.deepEqual(await readdir(path), [keyOf('two')]);
  });

  test('is not made where it would not be enough', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const idle = writer(30);
    await useOnce(spool, 'idle', idle);
    using _used = await spool.use(keyOf('used'), writer(50), never);
    await assert.rejects(
      useOnce(spool, 'large', writer(60)),
      failed(status.RESOURCE_EXHAUSTED, /take the disk space/, 'EXPORTS_BUSY'),
    );
    await useOnce(spool, 'idle', idle);
    assert.equal(idle.count, 1);
  });

  test('is not taken from what was just written before those who waited have it', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const how = writer(50);
    const state = { isWaiting: true };
    const waiting = useOnce(spool, 'one', how).finally(() => (state.isWaiting = false));
    for (let other = 0; state.isWaiting; other += 1) {
      const trying = useOnce(spool, `other ${other}`, writer(60));
      await Promise.race([trying, waiting].map((work) => work.catch(() => undefined)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal((await waiting).length, 50);
    assert.equal(how.count, 1);
  });

  test('is kept within a smaller bound from the start', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    {
      await using spool = await openSpool(path, 100);
      for (const name of ['one', 'two', 'three']) await useOnce(spool, name, writer(10));
    }
    await using _spool = await openSpool(path, 15);
    assert.deepEqual(await readdir(path), [keyOf('three')]);
  });

  test('many at once stay within the bound, and all get their own bytes', async (t) => {
    const path = join(await temporaryFolder(t), 'spool');
    await using spool = await openSpool(path, 100);
    const names = Array.from({ length: 60 }, (_, index) => `model ${String(index % 20)}`);
    for (let from = 0; from < names.length; from += 6) {
      const sizes = names.slice(from, from + 6).map((name) => 1 + (Number(name.slice(6)) % 16));
      const all = await Promise.all(
        names.slice(from, from + 6).map((name, index) => useOnce(spool, name, writer(sizes[index] ?? 0))),
      );
      assert.deepEqual(
        all.map(({ length }) => length),
        sizes,
      );
      let total = 0;
      for (const key of await readdir(path)) total += (await stat(join(path, key, 'files', 'a.bin'))).size;
      assert.ok(total <= 100, `${String(total)} bytes`);
    }
  });
});

test('half-written models of a process that died are cleared; what is not the spool’s own stays', async (t) => {
  const path = join(await temporaryFolder(t), 'spool');
  await mkdir(join(path, '.draft-1', 'files'), { recursive: true });
  await mkdir(join(path, keyOf('no manifest'), 'files'), { recursive: true });
  await mkdir(join(path, keyOf('bad manifest')), { recursive: true });
  await writeFile(join(path, keyOf('bad manifest'), 'manifest.json'), '{"files":[{"name":"../../x"}]}');
  await writeFile(join(path, 'README'), 'mine');
  await using _spool = await openSpool(path, 100);
  assert.deepEqual(await readdir(path), ['README']);
});
