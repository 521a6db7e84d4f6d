import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { failedPrecondition, invalidArgument, resourceExhausted } from '@blockqnn/rpc';
import { broken, contentOf, download, FILES, PATIENCE, scratch, whole } from './downloads.js';
import { headerOf, pretendedRegistry, type Files } from './pretended-registry.js';

describe('fetching', () => {
  test('the folder has every file, folders in it included, and nothing is left beside it', async (t) => {
    const folder = await scratch(t);
    const files = { 'saved_model.pb': 'graph', 'variables/variables.index': 'index', 'empty.txt': '' };
    const header = headerOf(files, { format: 'MODEL_FORMAT_SAVED_MODEL' });
    await using registry = await pretendedRegistry(({ resume }) => whole(files, resume, header));
    const progress: number[][] = [];
    await download(registry, folder, { onProgress: (done, total) => progress.push([done, total]) });
    assert.deepEqual(await readdir(folder), ['model']);
    assert.deepEqual(await contentOf(join(folder, 'model')), files);
    assert.deepEqual(progress.at(-1), [10, 10]);
  });

  test('a refusal leaves nothing', async (t) => {
    const folder = await scratch(t);
    await using registry = await pretendedRegistry(async function* () {
      await Promise.resolve();
      yield* [];
      throw invalidArgument([{ field: 'licence', description: 'must be SPDX' }]);
    });
    await assert.rejects(download(registry, folder), /licence: must be SPDX/);
    assert.deepEqual(await readdir(folder), []);
  });

  test('a service that is not there is not waited for', async (t) => {
    const folder = await scratch(t);
    const registry = await pretendedRegistry(({ resume }) => whole(FILES, resume));
    await registry[Symbol.asyncDispose]();
    let retries = 0;
    await assert.rejects(download(registry, folder, { onRetry: () => (retries += 1) }));
    assert.equal(retries, 0);
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('going on', () => {
  test('where the connection broke, however often, as long as something comes', async (t) => {
    const folder = await scratch(t);
    await using registry = await pretendedRegistry(({ resume }) => broken(FILES, resume, 2));
    const retries: number[] = [];
    await download(registry, folder, { onRetry: (_, waitMs) => retries.push(waitMs) });
    assert.deepEqual(await contentOf(join(folder, 'model')), FILES);
    assert.ok(retries.length > PATIENCE.tries);
    const resumed = registry.requests.slice(1).map(({ resume }) => [resume?.file, resume?.offset]);
    assert.deepEqual(resumed.slice(0, 5), [
      ['model.json', 3],
      ['model.json', 6],
      ['model.json', 9],
      ['model.json', 12],
      ['weights.bin', 0],
    ]);
    assert.ok(registry.requests.slice(1).every(({ resume }) => resume?.etag === headerOf(FILES).etag));
  });

  test('not for ever, where nothing comes any more; what came is kept and said', async (t) => {
    const folder = await scratch(t);
    await using registry = await pretendedRegistry(({ resume }, call) =>
      broken(FILES, resume, call === 1 ? 3 : 0),
    );
    const kept: string[] = [];
    const waits: number[] = [];
    await assert.rejects(
      download(registry, folder, {
        onKept: (path) => kept.push(path),
        onRetry: (_, waitMs) => waits.push(waitMs),
      }),
      /the server shuts down/,
    );
    assert.deepEqual(waits, [1, 2, 4]);
    assert.deepEqual(kept, [join(folder, 'model.partial')]);
    assert.deepEqual(await readdir(folder), ['model.partial']);
  });

  test('in another run only with the same request: one that asks for something else begins anew', async (t) => {
    const folder = await scratch(t);
    await using first = await pretendedRegistry(({ resume }, call) =>
      broken(FILES, resume, call === 1 ? 4 : 0),
    );
    await assert.rejects(download(first, folder));
    await using second = await pretendedRegistry(({ resume }) => whole(FILES, resume));
    const other = {
      request: { block: 'blocks/0123456789abcdef', seed: 2 },
      directory: join(folder, 'model'),
    };
    await assert.rejects(
      download(second, folder, { ...other, signal: AbortSignal.abort(new Error('stop')) }),
    );
    await download(second, folder);
    assert.deepEqual(second.requests.at(-1)?.resume, null);
    assert.deepEqual(await contentOf(join(folder, 'model')), FILES);
  });

  test('in another run, from the byte that is missing', async (t) => {
    const folder = await scratch(t);
    await using first = await pretendedRegistry(({ resume }, call) =>
      broken(FILES, resume, call === 1 ? 8 : 0),
    );
    await assert.rejects(download(first, folder));
    await using second = await pretendedRegistry(({ resume }) => whole(FILES, resume));
    await download(second, folder);
    const { resume } = second.requests[0] ?? {};
    assert.deepEqual(resume, { etag: headerOf(FILES).etag, file: 'weights.bin', offset: 6 });
    assert.deepEqual(await contentOf(join(folder, 'model')), FILES);
    assert.deepEqual(await readdir(folder), ['model']);
  });

  test('from the beginning, where the model is another one by now', async (t) => {
    const folder = await scratch(t);
    const newer = { 'model.json': '{"b":1}', 'other.bin': 'xyz' };
    await using registry = await pretendedRegistry(async function* ({ resume }, call) {
      if (call === 1) yield* broken(FILES, resume, 6);
      else if (resume) throw failedPrecondition('MODEL_CHANGED', 'it is another one by now');
      else yield* whole(newer, resume);
    });
    await download(registry, folder);
    assert.deepEqual(await contentOf(join(folder, 'model')), newer);
  });

  test('a busy registry is asked again after the time it names', async (t) => {
    const folder = await scratch(t);
    await using registry = await pretendedRegistry(async function* ({ resume }, call) {
      if (call <= 2) throw resourceExhausted('EXPORTS_BUSY', 'others come first', 7);
      yield* whole(FILES, resume);
    });
    const waits: number[] = [];
    await download(registry, folder, { onRetry: (_, waitMs) => waits.push(waitMs) });
    assert.deepEqual(waits, [7, 7]);
  });
});

describe('bytes that are not what was announced', () => {
  test('a wrong checksum: no folder, and another run goes on with that file', async (t) => {
    const folder = await scratch(t);
    await using registry = await pretendedRegistry(({ resume }, call) =>
      whole(call === 1 ? { ...FILES, 'weights.bin': '0123456789abcdeX' } : FILES, resume, headerOf(FILES)),
    );
    await assert.rejects(download(registry, folder), /weights\.bin did not arrive whole/);
    assert.deepEqual(await readdir(folder), ['model.partial']);
    await download(registry, folder);
    assert.deepEqual(registry.requests[1]?.resume?.file, 'weights.bin');
    assert.deepEqual(await contentOf(join(folder, 'model')), FILES);
  });

  const cases: [string, (files: Files) => AsyncIterable<object>, RegExp][] = [
    [
      'fewer',
      async function* (files) {
        yield { header: headerOf(files) };
        yield { chunk: { name: 'model.json', offset: 0, data: Buffer.from('{') } };
        await Promise.resolve();
      },
      /sent less than it announced/,
    ],
    [
      'more',
      async function* (files) {
        yield { header: headerOf(files) };
        yield { chunk: { name: 'model.json', offset: 0, data: Buffer.alloc(100) } };
        await Promise.resolve();
      },
      /more bytes of model\.json came than the 13 announced/,
    ],
    [
      'out of order',
      async function* (files) {
        yield { header: headerOf(files) };
        yield { chunk: { name: 'model.json', offset: 3, data: Buffer.from('x') } };
        await Promise.resolve();
      },
      /out of order at 3/,
    ],
    [
      'of a file not announced',
      async function* (files) {
        yield { header: headerOf(files) };
        yield { chunk: { name: '../evil', offset: 0, data: Buffer.from('x') } };
        await Promise.resolve();
      },
      /bytes of "\.\.\/evil", which it did not announce/,
    ],
    [
      'without a header',
      async function* () {
        yield { chunk: { name: 'model.json', offset: 0, data: Buffer.from('x') } };
        await Promise.resolve();
      },
      /sent no header/,
    ],
  ];
  for (const [name, answer, message] of cases) {
    test(name, async (t) => {
      const folder = await scratch(t);
      await using registry = await pretendedRegistry(() => answer(FILES));
      await assert.rejects(download(registry, folder), message);
      assert.ok(!(await readdir(folder)).includes('model'));
    });
  }
});

test('hostile names are refused before anything is written', async (t) => {
  const folder = await scratch(t);
  for (const name of ['../evil', '/etc/evil', 'CON']) {
    await using registry = await pretendedRegistry(async function* () {
      yield { header: headerOf({ 'model.json': '{}', [name]: 'x' }) };
      await Promise.resolve();
    });
    await assert.rejects(download(registry, folder), /the registry sent a file with the name/);
    assert.deepEqual(await readdir(folder), []);
  }
});
