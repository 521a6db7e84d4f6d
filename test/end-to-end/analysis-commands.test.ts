import { createProgram, runProgram } from '@blockqnn/cli';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { evaluation, testRegistry, type TestRegistry } from '../../services/registry/test/test-registry.js';

const RESIDUAL = 'conv3@0,conv3@1,add@2+0';
const KERNELS = ['conv1', 'conv3', 'conv5', 'max3', 'avg3'];

describe('blockqnn analyze, strategies and blocks against a real registry', () => {
  let folder = '';
  let registry: TestRegistry;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blockqnn-analysis-'));
    registry = await testRegistry(folder);
    const codes = KERNELS.flatMap((one) => KERNELS.map((two) => `${one}@0,${two}@1`));
    await registry.publish(
      ...codes.map((nsc, index) => ({
        ...evaluation({
          trial: index + 1,
          nsc,
          accuracy: nsc.includes('conv5') ? 0.8 : 0.2 + index / 1000,
        }),
        strategy: 'random',
      })),
      evaluation({ search: 's2', trial: 1, nsc: RESIDUAL, accuracy: 0.5 }),
    );
  });

  after(async () => {
    await registry[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(...args: string[]) {
    const stdout = new TextSink();
    const stderr = new TextSink();
    const context = { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => Date.now() };
    const program = createProgram(context, () => Promise.resolve());
    const code = await runProgram(program, [...args, '--registry', registry.address], context);
    return { code, stdout: stripVTControlCharacters(stdout.text), stderr: stderr.text };
  }

  it('tells what the best have in common, with a star for what chance does not explain', async () => {
    const { code, stdout } = await run('analyze', '--top', '35%', '--minimum-count', '5');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^The best 10 blocks by mean reward, 50\.00 and above, against all 26 blocks with 26 measured/,
    );
    assert.match(stdout, /^conv5 +90\.0 % .* \*+$/m);
    assert.match(
      (await run('analyze', '--top', '5%')).stdout,
      /2 blocks in the top are too few to tell much/,
    );
    const { stdout: text } = await run('analyze', '--top', '0.35', '--minimum-count', '5', '--json');
    const json = JSON.parse(text) as { blocks: number; traits: { name: string; topCount: number }[] };
    assert.equal(json.blocks, 26);
    assert.equal(json.traits.find(({ name }) => name === 'conv5')?.topCount, 9);
    assert.match((await run('analyze', '--dataset', 'none')).stdout, /No evaluated block matches/);
  });

  it('compares strategies, and says what was imported', async () => {
    const { code, stdout } = await run('strategies', '--points', '3');
    assert.equal(code, 0);
    assert.match(stdout, /^imported +1 search, 1 evaluation, 0 failures/m);
    assert.match(stdout, /^random +1 search, 25 evaluations, 0 failures/m);
    assert.match(stdout, /^ +25 +1 +80\.0 %/m);
    assert.match((await run('strategies', '--search', 's9')).stdout, /No evaluation matches/);
  });

  it('lists reference blocks in a stack, and where they stand', async () => {
    const { stdout } = await run('blocks', 'references', '--image-size', '16');
    assert.match(stdout, /^residual .* 50\.0 % +50\.00 +1$/m);
    assert.match(stdout, /^nats-bench .* – +– +0$/m);
    const { stdout: other } = await run('blocks', 'references', '--image-size', '32');
    assert.notEqual(other, stdout);
    assert.match((await run('blocks', 'best', '--limit', '10')).stdout, /df04089b8c1ea014.*residual/);
  });

  it('shows a reference block by its name, evaluated or not', async () => {
    const { stdout } = await run('blocks', 'show', 'nats-bench');
    assert.match(stdout, /^blocks\/e5bc77edb867b170 .*IEEE TPAMI 2021/s);
    assert.match(stdout, /blockqnn evaluate nats-bench measures it/);
    assert.match((await run('blocks', 'show', 'residual')).stdout, /searches\/s2\/trials\/1/);
    const { code, stderr } = await run('blocks', 'show', 'no-such-block');
    assert.equal(code, 2);
    assert.match(stderr, /blocks references/);
  });
});
