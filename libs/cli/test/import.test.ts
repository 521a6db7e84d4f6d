import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { ControllerMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { UsageError } from '../src/index.js';
import { importEvaluations } from '../src/import/import-evaluations.js';
import { readEvaluations, type Format } from '../src/import/read-evaluations.js';

async function read(t: TestContext, format: Format, text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-import-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, `results.${format}`);
  await writeFile(file, text);
  return readEvaluations(file, format);
}

describe('a file of results', () => {
  it('is the same as CSV and as JSON lines', async (t) => {
    const csv = await read(
      t,
      'csv',
      '\uFEFFnsc,accuracy,failure,seconds,note\r\n"conv3@0,conv3@1,add@2+0",0.71,,12.5,good\r\nconv5@0,,Out-of-memory,,\r\n',
    );
    const jsonl = await read(
      t,
      'jsonl',
      '{"nsc":"conv3@0,conv3@1,add@2+0","accuracy":0.71,"seconds":12.5}\n\n{"nsc":"conv5@0","failure":"out_of_memory"}',
    );
    assert.deepEqual(csv, jsonl);
    assert.deepEqual(csv, [
      {
        nsc: 'conv3@0,conv3@1,add@2+0',
        measurement: { accuracy: 0.71, duration: { seconds: 12, nanos: 500_000_000 }, device: '' },
      },
      { nsc: 'conv5@0', failure: { reason: 'FAILURE_REASON_OUT_OF_MEMORY', message: '' } },
    ]);
  });

  it('has every wrong line named with field and bound', async (t) => {
    const lines = [
      '{"nsc":"conv3@0","accuracy":0.5}',
      '{"nsc":"conv3@7","accuracy":0.5}',
      '{"nsc":"conv3@0","accuracy":71}',
      '{"nsc":"conv3@0","accuracy":"NaN"}',
      '{"nsc":"conv3@0","accuracy":0.5,"failure":"diverged"}',
      '{"nsc":"conv3@0"}',
      '{"accuracy":0.5}',
      '{"nsc":"conv3@0","failure":"crashed"}',
      '{"nsc":',
      '[1]',
      '{"nsc":"conv3@0","accuracy":0.5,"seconds":-1}',
    ];
    await assert.rejects(read(t, 'jsonl', lines.join('\n')), (error) => {
      assert.ok(error instanceof UsageError);
      const [head = '', ...wrong] = error.message.split('\n').map((line) => line.trim());
      assert.match(head, /nothing is imported:$/);
      const expected = [
        /^line 2: nsc: layer 1: /,
        /^line 3: accuracy: must be a number from 0 to 1$/,
        /^line 4: accuracy: must be a number from 0 to 1$/,
        /^line 5: exactly one of accuracy and failure is needed$/,
        /^line 6: exactly one of accuracy and failure is needed$/,
        /^line 7: nsc: is missing$/,
        /^line 8: failure: must be one of diverged, infeasible, out_of_memory, timed_out$/,
        /^line 9: is no JSON: /,
        /^line 10: must be a JSON object$/,
        /^line 11: seconds: must be a number from 0 to 31622400$/,
      ];
      assert.equal(wrong.length, expected.length);
      for (const [index, pattern] of expected.entries()) assert.match(wrong[index] ?? '', pattern);
      return true;
    });
  });

  it('in CSV needs its head, and quotes around codes', async (t) => {
    await assert.rejects(read(t, 'csv', 'block,accuracy\nconv3@0,0.5'), /line 1: the head has no column nsc/);
    await assert.rejects(
      read(t, 'csv', 'nsc,accuracy\nconv3@0,conv3@1,0.5\n"conv3@0'),
      /line 2: has 3 cells, the head 2; a code goes in quotes[^]*line 3: a quote that is not closed/,
    );
  });
});

describe('importing', () => {
  type Request = ControllerMethods['importEvaluations']['requestInput'];

  async function imported(count: number) {
    const requests: Request[] = [];
    // Of the client only what is called.
    const controller = {
      importEvaluations: async (request: Request) => {
        requests.push(request);
        await Promise.resolve();
        return { importedCount: (request.evaluations?.length ?? 0) - 1, knownCount: 1 };
      },
    } as unknown as Client<ControllerMethods>;
    const evaluations = Array.from({ length: count }, () => ({
      nsc: 'conv3@0',
      measurement: { accuracy: 0.5 },
    }));
    const progress: number[] = [];
    const counts = await importEvaluations(controller, 'searches/s1', evaluations, {
      signal: new AbortController().signal,
      onProgress: (done) => progress.push(done),
    });
    return { requests, counts, progress, ids: requests.map(({ requestId }) => requestId ?? '') };
  }

  it('goes in batches that the controller takes, and sums up', async () => {
    const { requests, counts, progress } = await imported(2001);
    assert.deepEqual(
      requests.map(({ evaluations }) => evaluations?.length),
      [1000, 1000, 1],
    );
    assert.deepEqual(counts, { imported: 1998, known: 3 });
    assert.deepEqual(progress, [0, 1000, 2000, 2001]);
  });

  it('gives each batch an id of its own, and another one when the file is imported again', async () => {
    const ids = [...(await imported(2001)).ids, ...(await imported(2001)).ids];
    assert.equal(new Set(ids).size, 6);
    assert.ok(ids.every((id) => id !== ''));
  });
});
