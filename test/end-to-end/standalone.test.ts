import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runProgram } from '@blockqnn/cli';
import { standaloneCommand, type Report } from '@blockqnn/standalone';
import { openSqlite } from '@blockqnn/storage';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { runStandalone } from '../../services/standalone/src/standalone.js';
import { eventually } from './eventually.js';

const START = fileURLToPath(new URL('../../services/standalone/bin/start.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../services/standalone/bin/blockqnn.js', import.meta.url));
const QUICK = ['--dataset', 'procedural?limit=300', '--epochs', '1', '--max-layers', '3', '--port', '0'];

interface Run {
  readonly process: ReturnType<typeof spawn>;
  stdout: string;
  stderr: string;
  /** Resolves to exit code or signal. */
  readonly ended: Promise<number | string>;
}

function run(
  t: TestContext,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Run {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  t.after(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const running: Run = { process: child, stdout: '', stderr: '', ended };
  child.stdout.on('data', (chunk: Buffer) => (running.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (running.stderr += chunk.toString()));
  return running;
}

async function stateDir(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-standalone-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Trials that were leased when the program died; looked for in a copy, so that the next start finds what it left. */
async function openLeases(t: TestContext, state: string): Promise<number> {
  const copy = join(await stateDir(t), 'copy');
  await cp(state, copy, { recursive: true });
  const db = await openSqlite<{ trial: { state: string } }>({ path: join(copy, 'controller.db') });
  const leased = await db.selectFrom('trial').where('state', '=', 'leased').select('state').execute();
  await db.destroy();
  return leased.length;
}

async function report(file: string): Promise<Report> {
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

describe('npm start', () => {
  it('searches, exports, reports; a second run starts another search and leaves the first alone', async (t) => {
    const folder = await stateDir(t);
    const args = [...QUICK, '--state-dir', join(folder, 'state'), '--blocks', '3', '--exit'];
    const first = run(t, START, [...args, '--report', join(folder, 'first.json')]);
    assert.equal(await first.ended, 0, first.stderr);
    assert.match(first.stdout, /NSC CODE +DATASET +ACCURACY +REWARD +FLOPS +PARAMETERS/);
    assert.match(first.stdout, /npx blockqnn blocks show [0-9a-f]{16}/);

    const one = await report(join(folder, 'first.json'));
    assert.equal(one.evaluations.length + one.failures.length, 3);
    for (const evaluation of one.evaluations) {
      assert.match(evaluation.block, /^[0-9a-f]{16}$/);
      assert.ok(evaluation.accuracy >= 0 && evaluation.accuracy <= 1);
      assert.equal(evaluation.accuracy, evaluation.epochs.at(-1)?.accuracy);
      assert.ok(
        evaluation.flops > 0 && evaluation.parameters > 0 && evaluation.density > 0 && evaluation.seconds > 0,
      );
      assert.match(evaluation.worker, /^worker-\d$/);
    }
    assert.equal(one.best?.reward, Math.max(...one.evaluations.map(({ reward }) => reward)));
    assert.equal(one.export?.format, 'tfjs');
    assert.ok((await readdir(one.export.path)).includes('model.json'));
    const exported = await readFile(join(one.export.path, 'model.json'), 'utf8');

    const second = run(t, START, [...args, '--report', join(folder, 'second.json')]);
    assert.equal(await second.ended, 0, second.stderr);
    const two = await report(join(folder, 'second.json'));
    assert.notEqual(two.search['name'], one.search['name']);
    assert.notDeepEqual(
      two.evaluations.map(({ nsc }) => nsc),
      one.evaluations.map(({ nsc }) => nsc),
    );
    assert.equal(await readFile(join(one.export.path, 'model.json'), 'utf8'), exported);
  });

  it('goes on with a search whose process was killed', async (t) => {
    const folder = await stateDir(t);
    // Long enough for the other worker to be in the middle of a block.
    const longer = ['--epochs', '12', '--blocks', '4', '--exit'];
    const args = [...QUICK, ...longer, '--state-dir', join(folder, 'state')];
    const killed = run(t, START, args);
    await eventually('a result', () =>
      Promise.resolve(/^\[1\/4\] \S+ {2}/m.test(killed.stderr) || undefined),
    );
    // By then the worker has its next block.
    await sleep(100);
    killed.process.kill('SIGKILL');
    await killed.ended;
    const leases = await openLeases(t, join(folder, 'state'));
    const name = /Search (searches\/\S+):/.exec(killed.stderr)?.[1];
    const resumed = run(t, START, [...args, '--report', join(folder, 'report.json')]);
    assert.equal(await resumed.ended, 0, resumed.stderr);
    assert.match(resumed.stderr, new RegExp(`Going on with ${name ?? '?'} \\([1-3] of 4 blocks done\\)`));
    const done = await report(join(folder, 'report.json'));
    assert.equal(done.search['name'], name);
    const log = await readFile(join(folder, 'state', 'log', 'standalone.jsonl'), 'utf8');
    // Rarely both workers have just handed in their blocks.
    if (leases > 0) assert.match(log, /its worker is gone/, 'its leases are not waited for');
    assert.equal(new Set(done.evaluations.map(({ block }) => block)).size + done.failures.length, 4);
  });

  it('serves until Ctrl-C, answers the command meanwhile, and ends well then', async (t) => {
    const folder = await stateDir(t);
    const serving = run(t, START, [...QUICK, '--state-dir', join(folder, 'state'), '--blocks', '2']);
    await eventually('it serves', () =>
      Promise.resolve(serving.stdout.includes('Serving until Ctrl-C') || undefined),
    );
    const [, registry = ''] = /registry +(\S+)/.exec(serving.stdout) ?? [];
    const [, evaluator = ''] = /evaluator +(\S+)/.exec(serving.stdout) ?? [];
    const [, controller = ''] = /controller +(\S+)/.exec(serving.stdout) ?? [];

    const second = run(t, START, [...QUICK, '--state-dir', join(folder, 'state')]);
    assert.equal(await second.ended, 1, second.stderr);
    assert.match(second.stderr, /another npm start already uses the state folder .*npx blockqnn talks to it/);

    const best = run(t, CLI, ['blocks', 'best', '--json', '--registry', registry]);
    assert.equal(await best.ended, 0, best.stderr);
    const [block] = JSON.parse(best.stdout) as { block: string; nsc: string }[];
    assert.ok(block);
    const show = run(t, CLI, ['blocks', 'show', block.block, '--registry', registry]);
    assert.equal(await show.ended, 0, show.stderr);
    assert.ok(show.stdout.includes(block.nsc));
    const missing = run(t, CLI, ['blocks', 'show', 'ffffffffffffffff', '--registry', registry]);
    assert.equal(await missing.ended, 4, missing.stderr);
    const listed = run(t, CLI, ['search', 'list', '--controller', controller]);
    assert.equal(await listed.ended, 0, listed.stderr);
    assert.match(listed.stdout, /completed +\d.* q-learning +proc\S+ +2\/2/);

    const evaluated = run(t, CLI, [
      'evaluate',
      'conv3@0',
      '--dataset',
      'procedural?limit=300',
      '--epochs',
      '1',
      '--json',
      '--evaluator',
      evaluator,
    ]);
    assert.equal(await evaluated.ended, 0, evaluated.stderr);
    assert.equal((JSON.parse(evaluated.stdout) as { epochs: unknown[] }).epochs.length, 1);
    const out = join(folder, 'model');
    const exported = run(t, CLI, [
      'model',
      'export',
      block.block,
      '--stack',
      'small',
      '--image-size',
      '32',
      '--classes',
      '7',
      '--out',
      out,
      '--registry',
      registry,
    ]);
    assert.equal(await exported.ended, 0, exported.stderr);
    assert.match(exported.stdout, /output 7 classes[^]*weights initialised, not trained/);
    assert.ok((await readdir(out)).includes('model.json'));
    const again = run(t, CLI, ['model', 'export', block.block, '--out', out, '--registry', registry]);
    assert.equal(await again.ended, 2, again.stderr);
    assert.match(again.stderr, /not empty/);

    serving.process.kill('SIGINT');
    assert.equal(await serving.ended, 0, serving.stderr);
  });

  it('ends with 1 where no block could be measured, and logs as much as it is told to', async (t) => {
    const folder = await stateDir(t);
    const args = [...QUICK, '--state-dir', join(folder, 'state'), '--exit', '--max-flops', '1'];
    const unmeasured = run(t, START, [...args, '--report', join(folder, 'report.json')], {
      BLOCKQNN_LOG_LEVEL: 'error',
    });
    assert.equal(await unmeasured.ended, 1, unmeasured.stderr);
    assert.match(unmeasured.stderr, /no block of searches\/\S+ could be measured/);
    assert.doesNotMatch(unmeasured.stdout, /npx/);
    assert.equal((await report(join(folder, 'report.json'))).best, null);
    assert.equal(await readFile(join(folder, 'state', 'log', 'standalone.jsonl'), 'utf8'), '');
    const loud = run(t, START, args, { BLOCKQNN_LOG_LEVEL: 'loud' });
    assert.equal(await loud.ended, 2, loud.stderr);
    assert.match(loud.stderr, /BLOCKQNN_LOG_LEVEL: must be one of silent/);
  });

  it('says what is wrong before it starts anything', async (t) => {
    const folder = await stateDir(t);
    const state = ['--state-dir', join(folder, 'state')];
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    t.after(() => taken.close());
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const atPort = run(t, START, ['--port', String(port), ...state, '--exit']);
    assert.equal(await atPort.ended, 1, atPort.stderr);
    assert.match(
      atPort.stderr,
      new RegExp(`127\\.0\\.0\\.1:${String(port)}.*taken.*another --port(?!.*BLOCKQNN)`),
    );
    assert.doesNotMatch(atPort.stderr, /^ +at /m, 'no stack trace');
    const cases: [string[], RegExp][] = [
      [['--blocks', '0'], /--blocks.*from 1 to 1000000/],
      [['--blocks', 'many'], /--blocks.*whole number/],
      [['--dataset', 'imagenet:x'], /--dataset.*KIND one of cifar10, cifar100/],
      [['--dataset', `cifar10:${folder}/nowhere`, ...state], /nowhere/],
      [['--dataset', 'procedural?limit=3', ...state], /limit/],
      [['--strategy', 'genetic'], /q-learning, random/],
      [['--report', `${folder}/no/such/report.json`], /--report.*does not exist/],
      [['--state-dir', '/proc/nothing/here'], /--state-dir \/proc\/nothing\/here/],
      [['--state-dir', ''], /--state-dir.*must not be empty/],
      [['--report', ' '], /--report.*must not be empty/],
      [['extra'], /too many arguments/],
    ];
    for (const [args, message] of cases) {
      const stderr = new TextSink();
      const { signal } = new AbortController();
      const context = { stdout: new TextSink(), stderr, env: {}, signal, now: () => 0 };
      const command = standaloneCommand((options) => runStandalone(options, context));
      assert.equal(await runProgram(command, [...args, '--exit'], context), 2, args.join(' '));
      assert.match(stderr.text, message);
      assert.doesNotMatch(stderr.text, /^ +at /m, 'no stack trace');
    }
  });
});
