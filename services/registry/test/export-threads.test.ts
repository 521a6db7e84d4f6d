import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { buildLayerGraph, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import type { ExportJob } from '../src/exports/export-job.js';
import { ExportFailure, ExportThreads } from '../src/exports/export-threads.js';
import { never, STACK, temporaryFolder } from './test-registry.js';

const NSC = 'conv3@0';
/** Some hundred megabytes of weights to be drawn. */
const LARGE: Stack = { ...STACK, stages: [{ repeats: 8, filters: 1024 }] };

async function job(t: TestContext, changes: Partial<ExportJob> = {}): Promise<ExportJob> {
  const above = await temporaryFolder(t);
  const [folder, scratch] = [join(above, 'files'), join(above, 'scratch')];
  for (const each of [folder, scratch]) await mkdir(each);
  return {
    format: 'tfjs',
    nsc: NSC,
    stack: STACK,
    origin: { state: 'initialised', seed: 1 },
    facts: {
      licence: undefined,
      programVersion: '0.1.0',
      referenceBlock: undefined,
      evaluation: undefined,
      training: undefined,
    },
    weightsPath: undefined,
    folder,
    scratch,
    ...changes,
  };
}

test('the caller’s thread stays free while a large model is written, and a cancelled job ends at once', async (t) => {
  await using threads = new ExportThreads();
  const large = await job(t, { stack: LARGE });
  const { parameters } = buildLayerGraph(parseBlock(NSC), LARGE).figures;
  assert.ok(4 * parameters > 250e6);
  const caller = new AbortController();
  const writing = threads.write(large, caller.signal);
  while ((await readdir(large.folder)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  caller.abort(new Error('cancelled'));
  await assert.rejects(writing, /cancelled/);
  const names = await readdir(large.folder);
  assert.ok(!names.includes('MODEL_CARD.md'), 'it did not come to its end');
  const small = await job(t);
  assert.ok((await threads.write(small, never)).length > 0);
});

test('a failure names what went wrong, and its code where the system gave one', async (t) => {
  await using threads = new ExportThreads();
  await assert.rejects(threads.write(await job(t, { weightsPath: '/no/such/file' }), never), (error) => {
    assert.ok(error instanceof ExportFailure);
    assert.equal(error.code, 'ENOENT');
    return true;
  });
  await assert.rejects(threads.write(await job(t, { nsc: 'nonsense' }), never), /nonsense/);
  assert.ok((await threads.write(await job(t), never)).length > 0, 'the thread goes on');
});

test('more jobs than threads wait in line, and one in line can leave it', async (t) => {
  await using threads = new ExportThreads();
  const jobs = await Promise.all(Array.from({ length: 5 }, () => job(t)));
  const leaving = new AbortController();
  const all = jobs.map((each, index) => threads.write(each, index === 3 ? leaving.signal : never));
  leaving.abort(new Error('left'));
  const results = await Promise.allSettled(all);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  const [first] = results;
  for (const result of results) {
    if (result.status === 'fulfilled' && first?.status === 'fulfilled')
      assert.deepEqual(result.value, first.value);
  }
});
