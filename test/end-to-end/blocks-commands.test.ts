import { createProgram, runProgram } from '@blockqnn/cli';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { evaluation, testRegistry, type TestRegistry } from '../../services/registry/test/test-registry.js';

describe('blockqnn blocks best, show, pareto and nearest against a real registry', () => {
  let folder = '';
  let registry: TestRegistry;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blockqnn-blocks-'));
    registry = await testRegistry(folder);
    await registry.publish(
      evaluation({ trial: 1, nsc: 'conv1@0', accuracy: 0.5 }),
      evaluation({ trial: 2, nsc: 'conv3@0', accuracy: 0.4 }),
      evaluation({ trial: 3, nsc: 'conv5@0,conv5@1', accuracy: 0.75 }),
      evaluation({ search: 's2', trial: 1, nsc: 'conv5@0,conv5@1', accuracy: 0.65 }),
      evaluation({ search: 's2', trial: 2, nsc: 'conv3@0,conv3@1', accuracy: 0.6 }),
    );
  });

  after(async () => {
    await registry[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]) => runIn({}, ...args);

  async function runIn(env: Record<string, string>, ...args: string[]) {
    const stdout = new TextSink();
    const stderr = new TextSink();
    const context = { stdout, stderr, env, signal: new AbortController().signal, now: () => Date.now() };
    const program = createProgram(context, () => Promise.resolve());
    const code = await runProgram(program, ['blocks', ...args, '--registry', registry.address], context);
    return {
      code,
      stdout: stripVTControlCharacters(stdout.text),
      stderr: stripVTControlCharacters(stderr.text),
    };
  }

  const codesOf = (json: string) => (JSON.parse(json) as { nsc: string }[]).map(({ nsc }) => nsc);

  it('best: by any filter and order, with the mean of all evaluations', async () => {
    const { code, stdout } = await run(
      'best',
      '--filter',
      'layers > 1 OR accuracy > 0.45',
      '--order-by',
      'parameters',
    );
    assert.equal(code, 0);
    assert.match(stdout, /MEAN ± SD \(N\)/);
    assert.match(stdout, /conv5@0,conv5@1 .*75\.0 %.* 70\.0 ± 7\.1 % \(2\)/);
    assert.match(stdout, /^1 .*conv1@0/m);
    assert.ok(!stdout.includes('conv3@0 '));
    const [best] = JSON.parse((await run('best', '--json')).stdout) as Record<string, unknown>[];
    assert.deepEqual([best?.['measured'], best?.['failed'], best?.['evaluations']], [2, 0, 2]);
  });

  it('best: shows where a filter goes wrong', async () => {
    const { code, stderr } = await run('best', '--min-accuracy', '0.1', '--filter', 'speed > 2');
    assert.equal(code, 2);
    assert.match(stderr, /--filter: at character 21: unknown field speed; known fields are/);
    assert.match(stderr, /\n {2}accuracy >= 0\.1 AND speed > 2\n {22}\^/);
    const order = await run('best', '--order-by', 'reward descending');
    assert.match(order.stderr, /--order-by: at character 1: .*\n {2}reward descending\n {2}\^/);
  });

  it('best: says that there are more, and what to do where there is nothing', async () => {
    assert.match((await run('best', '--limit', '2')).stderr, /^There are more; --limit 20 shows more/);
    assert.equal((await run('best', '--limit', '4')).stderr, '');
    const none = await run('best', '--search', 'none', '--dataset', 'cifar10?limit=5');
    assert.equal(none.code, 0);
    assert.match(none.stdout, /^No evaluated block matches\.\n--search none: `blockqnn search list` names/);
    assert.match(none.stdout, /--dataset cifar10\?limit=5: .* 'cifar10\*' takes all/);
    const refused = await run('best', '--search', 'No such');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /no search can be called so; `blockqnn search list`/);
  });

  it('show: what each evaluation costs and the stack that it was made in', async () => {
    const { stdout } = await run('show', 'conv5@0,conv5@1');
    assert.match(stdout, /^TRIAL .* FLOPS +PARAMETERS +STACK/m);
    assert.match(stdout, /^searches\/s2\/trials\/1 .* \d+×\d+×3 → (\d×\d+ )+→ \d+ /m);
    const { evaluations } = JSON.parse((await run('show', 'conv5@0,conv5@1', '--json')).stdout) as {
      evaluations: { stack: { stages: unknown[] }; strategy: string; recipe: { optimiser: string } }[];
    };
    assert.ok((evaluations[0]?.stack.stages.length ?? 0) > 0);
    assert.match((await run('show', 'conv5@0,conv5@1', '--limit', '1')).stderr, /There are more/);
    const unknown = await run('show', '0123456789abcdef');
    assert.equal(unknown.code, 4);
    assert.match(unknown.stderr, /is kept; `blockqnn blocks best` names .*`blockqnn evaluate CODE`/);
  });

  it('tables in a pipe are fitted to COLUMNS', async () => {
    const widest = async (env: Record<string, string>) => {
      const { stdout } = await runIn(env, 'best');
      return Math.max(...stdout.split('\n').map((line) => line.length));
    };
    assert.ok((await widest({ COLUMNS: '80' })) <= 80);
    assert.ok((await widest({})) <= 120);
    assert.ok((await widest({ COLUMNS: '400' })) > 90);
  });

  it('pareto: the front of the figures asked for', async () => {
    const { code, stdout } = await run('pareto', '--json');
    assert.equal(code, 0);
    assert.deepEqual(codesOf(stdout), ['conv5@0,conv5@1', 'conv3@0,conv3@1', 'conv1@0']);
    const three = await run('pareto', '--of', 'accuracy asc,flops', '--json');
    assert.deepEqual(codesOf(three.stdout), ['conv3@0', 'conv1@0']);
    const costs = await run('pareto', '--of', 'density desc,duration');
    assert.match(costs.stdout, /^ ?# +DENSITY +TIME +BLOCK .* ACCURACY/);
    assert.match((await run('pareto', '--limit', '1')).stderr, /There are more; --limit 10 shows more/);
    const refused = await run('pareto', '--of', 'accuracy,speed');
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /--of: at character 10: unknown field "speed".*\n {2}accuracy,speed\n {11}\^/,
    );
    assert.match((await run('pareto', '--dataset', 'none')).stdout, /No evaluated block matches/);
  });

  it('nearest: to an id, a name or a code', async () => {
    const table = await run('nearest', 'conv3@0,conv5@1');
    assert.equal(table.code, 0);
    assert.match(table.stdout, /DISTANCE/);
    assert.match(table.stdout, /^1 +1\.5 .*conv(3@0,conv3|5@0,conv5)@1/m);
    const named = await run('nearest', 'plain', '--limit', '1', '--json');
    assert.deepEqual(codesOf(named.stdout), ['conv3@0']);
    assert.equal((await run('nearest', 'conv7@0')).code, 2);
    assert.equal((await run('nearest', '0123456789abcdef')).code, 4);
    assert.match(
      (await run('nearest', 'plain', '--dataset', 'none')).stdout,
      /No other evaluated block matches/,
    );
  });
});
