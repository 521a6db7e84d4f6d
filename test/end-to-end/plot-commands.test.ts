import { CONTROLLER_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { createProgram, runProgram } from '@blockqnn/cli';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { createInProcessBus } from '@blockqnn/events';
import type {
  SearchFigureData,
  StrategiesFigureData,
  StructureFigureData,
  ParetoFigureData,
} from '@blockqnn/plots';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { textsOf } from '../../libs/plots/test/svg-reading.js';
import { eventually } from './eventually.js';

const logger = createLogger({ service: 'test', level: 'silent' });
/** Where no service listens. */
const NOBODY = '127.0.0.1:1';
const BLOCKS = 24;
/** Every sixth block fails. */
const FAILED = BLOCKS / 6;

describe('blockqnn plot and real services', () => {
  let folder = '';
  let close: () => Promise<void> = () => Promise.resolve();
  let addresses = { controller: '', registry: '' };
  const searches: Record<string, string> = {};

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blockqnn-plots-'));
    const bus = createInProcessBus();
    const env = { BLOCKQNN_STATE_DIR: folder };
    const registry = await startRegistry(
      registryConfigFromEnv({ ...env, BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0' }),
      { logger, bus },
    );
    const service = await startController(
      controllerConfigFromEnv({ ...env, BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0' }),
      { logger, bus },
    );
    addresses = { controller: service.address, registry: registry.address };
    const controller = createClient(CONTROLLER_SERVICE, service.address);
    const library = createClient(REGISTRY_SERVICE, registry.address);
    close = async () => {
      controller[Symbol.dispose]();
      library[Symbol.dispose]();
      await service[Symbol.asyncDispose]();
      await registry[Symbol.asyncDispose]();
      await bus[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    };
    for (const strategy of ['q-learning', 'random']) {
      const name = (await json('search', 'create', '--strategy', strategy, '--blocks', String(BLOCKS)))[
        'name'
      ];
      searches[strategy] = String(name);
      for (let index = 0; index < BLOCKS; index += 1) {
        const { assignments } = await controller.requestBlocks({
          search: String(name),
          count: 1,
          worker: 'w',
        });
        const [work] = assignments;
        assert.ok(work);
        const { trial, leaseToken, block } = work;
        const outcome =
          index % 6 === 5
            ? { failure: { reason: 'FAILURE_REASON_DIVERGED' as const, message: '' } }
            : { measurement: { accuracy: Math.min(0.9, 0.3 + 0.02 * (block?.layers.length ?? 0)) } };
        await controller.submitReward({ trial, leaseToken, ...outcome });
      }
      await eventually('the registry to know all', async () => {
        const { evaluations } = await library.listEvaluations({ parent: String(name), pageSize: 1000 });
        return evaluations.length === BLOCKS || undefined;
      });
    }
    await json('search', 'create', '--blocks', '5').then(({ name }) => (searches['empty'] = String(name)));
  });

  after(() => close());

  async function run(args: readonly string[], at: Partial<typeof addresses> = {}) {
    const stdout = new TextSink();
    const stderr = new TextSink();
    const context = { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => Date.now() };
    const { controller, registry } = { ...addresses, ...at };
    const flags = args[1] === 'search' || args[0] === 'search' ? ['--controller', controller] : [];
    const ofRegistry = args[0] === 'plot' ? ['--registry', registry] : [];
    const program = createProgram(context, () => Promise.resolve());
    const code = await runProgram(program, [...args, ...flags, ...ofRegistry], context);
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  async function json(...args: string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await run([...args, '--json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Draws into a file; gives the file's text, what was said, and the data. */
  async function plot(...args: string[]) {
    const file = join(folder, `${randomUUID()}.svg`);
    const { code, stdout, stderr } = await run(['plot', ...args, '--out', file]);
    assert.equal(code, 0, stderr);
    assert.ok(stdout.startsWith(`${file}: `), stdout);
    return { svg: await readFile(file, 'utf8'), stdout, stderr, data: await json('plot', ...args) };
  }

  it('search: every completed trial in order, with the ε that the controller has come to', async () => {
    const name = searches['q-learning'] ?? '';
    const { svg, stdout, data } = await plot('search', name);
    const { trials, epsilons } = data as unknown as SearchFigureData;
    assert.deepEqual(
      trials.map(({ place, measured }) => [place, measured !== undefined]),
      Array.from({ length: BLOCKS }, (_, index) => [index + 1, index % 6 !== 5]),
    );
    assert.match(stdout, /24 trials, 4 of them failed, 3\.30 × \d\.\d\d in/);
    assert.ok(textsOf(svg).includes(`failed (${String(FAILED)})`));
    const shown = await json('search', 'show', name);
    assert.equal(shown['state'], 'completed');
    assert.ok(epsilons.length > 3);
    // After the last block one iteration more has passed than before it.
    assert.equal(epsilons.at(-1)?.epsilon, shown['epsilon']);
  });

  it('search: from the registry where there is no controller, without ε', async () => {
    const name = searches['q-learning'] ?? '';
    const file = join(folder, 'registry.svg');
    const { code, stderr } = await run(['plot', 'search', name, '--out', file], { controller: NOBODY });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /No controller answers; asking the registry/);
    assert.ok(!textsOf(await readFile(file, 'utf8')).includes('ε'));
    const [ours, theirs] = [
      await json('plot', 'search', name),
      await json('plot', 'search', name, '--from', 'registry'),
    ];
    assert.deepEqual(theirs['trials'], ours['trials']);
    assert.deepEqual(theirs['epsilons'], []);
    const strict = await run(['plot', 'search', name, '--from', 'controller', '--json'], {
      controller: NOBODY,
    });
    assert.equal(strict.code, 3);
  });

  it('search: random search has no ε, and the same search is the same file', async () => {
    const first = await plot('search', searches['random'] ?? '');
    assert.ok(!textsOf(first.svg).includes('ε'));
    assert.ok(first.svg === (await plot('search', searches['random'] ?? '')).svg);
  });

  it('search: says that there is nothing yet, or no such search, and writes nothing', async () => {
    const before = await readdir(folder);
    const empty = await run(['plot', 'search', searches['empty'] ?? '', '--out', join(folder, 'empty.svg')]);
    assert.deepEqual(
      [empty.code, empty.stderr],
      [1, `error: ${searches['empty'] ?? ''} has no completed trial yet\n`],
    );
    const unknown = await run(['plot', 'search', 'nothing', '--out', join(folder, 'empty.png')]);
    assert.equal(unknown.code, 4);
    assert.deepEqual(await readdir(folder), before);
  });

  it('strategies: a curve for each, over its searches', async () => {
    const { svg, data } = await plot('strategies', '--window', '8');
    const { curves, window } = data as unknown as StrategiesFigureData;
    assert.equal(window, 8);
    assert.deepEqual(
      curves.map(({ strategy, searches: count, points }) => [strategy, count, points.at(-1)?.evaluations]),
      [
        ['q-learning', 1, BLOCKS],
        ['random', 1, BLOCKS],
      ],
    );
    assert.ok(textsOf(svg).includes('mean of last 8 (%)'));
    const nothing = await run(['plot', 'strategies', '--dataset', 'none', '--json']);
    assert.equal(nothing.code, 1);
    assert.match(nothing.stderr, /no strategy has a measured evaluation under this filter/);
  });

  it('structure: traits of the top against all', async () => {
    const { svg, data } = await plot('structure', '--top', '25%', '--minimum-count', '3', '--motifs', '4');
    const { groups, topBlocks, allBlocks } = data as unknown as StructureFigureData;
    assert.equal(topBlocks, Math.ceil(allBlocks / 4));
    assert.deepEqual(
      groups.map(({ title }) => title).filter((title) => title !== 'structures'),
      ['layers', 'kernels', 'links'],
    );
    assert.equal(groups.find(({ title }) => title === 'links')?.traits.length, 4);
    assert.ok(textsOf(svg).includes('conv3'));
    const nothing = await run(['plot', 'structure', '--minimum-count', '1000', '--json']);
    assert.equal(nothing.code, 1);
    assert.match(nothing.stderr, /a smaller --minimum-count/);
    assert.equal((await run(['plot', 'structure', '--filter', 'accuracy >', '--json'])).code, 2);
  });

  it('pareto: the front is what no other block beats', async () => {
    const { svg, data } = await plot('pareto', '--colour', 'flops');
    const { front, others } = data as unknown as ParetoFigureData;
    assert.ok(front.length > 0);
    for (const a of front) {
      for (const b of [...front, ...others])
        assert.ok(!(b.x <= a.x && b.y >= a.y && (b.x < a.x || b.y > a.y)), JSON.stringify([a, b]));
    }
    assert.ok(textsOf(svg).includes('FLOPs per image'));
    assert.equal((await run(['plot', 'pareto', '--x', 'flops', '--y', 'flops', '--json'])).code, 2);
    assert.equal((await run(['plot', 'pareto', '--dataset', 'none', '--json'])).code, 1);
  });

  it('every figure of evaluations shows where a filter goes wrong', async () => {
    for (const figure of ['strategies', 'structure', 'pareto']) {
      const { code, stderr } = await run(['plot', figure, '--filter', 'flops < ', '--json']);
      assert.equal(code, 2, figure);
      assert.match(stderr, /--filter: at character \d+: .*\n {2}flops < \n {2} +\^/, figure);
    }
  });

  it('block: by its id', async () => {
    const trials = (await json('plot', 'pareto', '--no-references')) as unknown as {
      front: { block: string }[];
    };
    const { svg, data } = await plot('block', trials.front[0]?.block ?? '');
    assert.match(String(data['nsc']), /@0/);
    assert.ok(textsOf(svg).includes('input'));
    assert.equal((await run(['plot', 'block', '0123456789abcdef', '--json'])).code, 4);
  });
});
