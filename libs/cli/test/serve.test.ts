import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createProgram, runProgram, type ServeService } from '../src/index.js';
import { TextSink } from './text-sink.js';

/** Runs `blockqnn serve …`, and gives what would have been served. */
async function serve(...args: string[]) {
  const served: Parameters<ServeService>[] = [];
  const stderr = new TextSink();
  const context = {
    stdout: new TextSink(),
    stderr,
    env: {},
    signal: new AbortController().signal,
    now: () => 0,
  };
  const program = createProgram(context, (...call) => {
    served.push(call);
    return Promise.resolve();
  });
  const code = await runProgram(program, ['serve', ...args], context);
  return { code, served, stderr: stderr.text };
}

it('serve evaluator turns its flags into the variables that they stand for', async () => {
  const settings = { BLOCKQNN_ENGINE: 'native', BLOCKQNN_WORKERS: 'auto' };
  assert.deepEqual((await serve('evaluator', '--engine', 'native', '--workers', 'auto')).served, [
    ['evaluator', settings],
  ]);
  assert.deepEqual((await serve('evaluator', '--workers', '3')).served, [
    ['evaluator', { BLOCKQNN_WORKERS: '3' }],
  ]);
  assert.deepEqual((await serve('evaluator')).served, [['evaluator', {}]]);
  assert.deepEqual((await serve('registry')).served, [['registry', {}]]);
});

it('serve refuses flags that mean nothing, naming what they may be', async () => {
  for (const [flag, value, allowed] of [
    ['--engine', 'cuda', /wasm, native/],
    ['--workers', '0', /must be auto, or a whole number from 1 to 256/],
    ['--workers', 'many', /must be auto, or a whole number from 1 to 256/],
  ] as const) {
    const { code, served, stderr } = await serve('evaluator', flag, value);
    assert.equal(code, 2);
    assert.deepEqual(served, []);
    assert.match(stderr, allowed);
  }
});
