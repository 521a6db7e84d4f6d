import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { stackToProto } from '@blockqnn/api';
import { cifarStack } from '@blockqnn/network';
import { createProgram, runProgram } from '../src/index.js';
import { FILES, scratch, whole } from './downloads.js';
import { headerOf, pretendedRegistry } from './pretended-registry.js';
import { TextSink } from './text-sink.js';

test('a stack with stages of one pixel is exported, with a warning', async (t) => {
  const folder = await scratch(t);
  const run = async (side: number) => {
    const stack = stackToProto(
      cifarStack({ input: { height: side, width: side, channels: 3 }, classes: 10 }),
    );
    await using registry = await pretendedRegistry(({ resume }) =>
      whole(FILES, resume, headerOf(FILES, { stack })),
    );
    const [stdout, stderr] = [new TextSink(), new TextSink()];
    const context = { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => 0 };
    const program = createProgram(context, () => Promise.resolve());
    const out = join(folder, String(side));
    const args = ['model', 'export', 'residual', '--out', out, '--registry', registry.address];
    assert.equal(await runProgram(program, args, context), 0, stderr.text);
    return stderr.text;
  };
  assert.match(await run(4), /^warning: Of images of 4×4 pixels stage 3 has 1×1 pixel left/);
  assert.equal(await run(32), '');
});
