import { CONTROLLER_SERVICE, type ControllerMethods } from '@blockqnn/api';
import { createProgram, runProgram } from '@blockqnn/cli';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { createInProcessBus } from '@blockqnn/events';
import { createClient, type Client } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { eventually } from './eventually.js';

const logger = createLogger({ service: 'test', level: 'silent' });

interface Setting {
  readonly folder: string;
  readonly client: Client<ControllerMethods>;
  /** Ids of the events that a subscriber got, repeated ones too. */
  readonly received: string[];
  /** Runs `blockqnn …`; fails where the exit code is not as expected. */
  readonly run: (args: readonly string[], code?: number) => Promise<string>;
  readonly json: (...args: string[]) => Promise<Record<string, unknown>>;
}

/** A real controller with a bus, and the command. */
async function setting(t: TestContext): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-commands-'));
  const bus = createInProcessBus();
  const received: string[] = [];
  const stopping = new AbortController();
  await bus.subscribe({
    durable: 'test',
    filter: '>',
    signal: stopping.signal,
    onMessage: async ({ headers }) => {
      received.push(headers['ce-id'] ?? '');
      await Promise.resolve();
    },
  });
  const service = await startController(
    controllerConfigFromEnv({ BLOCKQNN_STATE_DIR: folder, BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0' }),
    { logger, bus },
  );
  const client = createClient(CONTROLLER_SERVICE, service.address);
  t.after(async () => {
    stopping.abort();
    client[Symbol.dispose]();
    await service[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const run = async (args: readonly string[], code = 0): Promise<string> => {
    const stdout = new TextSink();
    const stderr = new TextSink();
    const context = { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => Date.now() };
    const program = createProgram(context, () => Promise.resolve());
    const exit = await runProgram(program, [...args, '--controller', service.address], context);
    assert.equal(exit, code, `${args.join(' ')}: ${stderr.text}`);
    return code === 0 ? stdout.text : stderr.text;
  };
  const json = async (...args: string[]) =>
    JSON.parse(await run([...args, '--json'])) as Record<string, unknown>;
  return { folder, client, received, run, json };
}

/** Evaluates as many blocks; gives their codes. */
async function evaluate(client: Client<ControllerMethods>, search: string, count: number): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const { assignments } = await client.requestBlocks({ search, count: 1, worker: 'w' });
    for (const { trial, leaseToken, block } of assignments) {
      codes.push(block?.nsc ?? '');
      await client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } });
    }
  }
  return codes;
}

const CREATE = ['search', 'create', '--strategy', 'random', '--blocks', '6', '--max-layers', '3'];

describe('the blockqnn command and a controller', () => {
  it('creates, lists trials, pauses, deletes and brings back', async (t) => {
    const { client, run, json } = await setting(t);
    const bounds = [
      '--max-in-flight',
      '4',
      '--max-duration',
      '2h',
      '--target-accuracy',
      '0.99',
      '--median-stopping=5,1',
    ];
    const created = await json(...CREATE, ...bounds);
    const name = String(created['name']);
    const id = name.replace('searches/', '');
    assert.deepEqual(
      [
        created['maxTrialsInFlight'],
        created['maxDurationSeconds'],
        created['targetAccuracy'],
        created['medianStopping'],
      ],
      [4, 7200, 0.99, { minTrials: 5, minEpochs: 1 }],
    );
    assert.match(await run(['search', 'show', id]), /at most 4 in flight, at most 2 h 00 m, until 99\.0 %/);

    assert.match(await run(['trials', 'list', id]), /has no trial yet; a worker .* blockqnn serve evaluator/);
    assert.match(
      await run(['trials', 'list', id, '--state', 'failed']),
      /^No trial of .* is failed; without --state/,
    );
    const codes = await evaluate(client, name, 2);
    const held = await client.requestBlocks({ search: name, count: 1, worker: 'w' });
    const [assignment] = held.assignments;
    assert.ok(assignment);
    const failure = { reason: 'FAILURE_REASON_DIVERGED' as const, message: 'the loss was NaN' };
    await client.submitReward({ trial: assignment.trial, leaseToken: assignment.leaseToken, failure });
    const trials = await run(['trials', 'list', id]);
    for (const code of codes) assert.ok(trials.includes(code), trials);
    assert.match(trials, /failed: diverged[^]*#3 the loss was NaN/);
    const failed = (await json('trials', 'list', id, '--state', 'failed')) as unknown as { trial: string }[];
    assert.deepEqual(
      failed.map(({ trial }) => trial),
      [assignment.trial],
    );

    assert.equal((await json('search', 'pause', id))['state'], 'paused');
    assert.match(await run(['search', 'list', '--state', 'paused']), new RegExp(`${name} +paused`));
    assert.match(
      await run(['search', 'list', '--state', 'running']),
      /^No search is running; without --state/,
    );
    assert.equal((await json('search', 'resume', id))['state'], 'running');
    assert.match(await run(['search', 'delete', id]), /deleted .*undelete/);
    assert.match(await run(['search', 'list']), /No search yet/);
    assert.match(await run(['search', 'list', '--deleted']), new RegExp(`${name} +deleted`));
    assert.match(await run(['search', 'list', '--state', 'deleted']), new RegExp(`${name} +deleted`));
    assert.match(await run(['search', 'pause', id], 1), /deleted/);
    assert.equal((await json('search', 'undelete', id))['state'], 'running');
    assert.match(await run(['search', 'show', 'nothing'], 4), /no search/);
  });

  it('clones a search with what it knows, under another budget, and hands out no block again', async (t) => {
    const { client, run, json } = await setting(t);
    const source = String((await json(...CREATE))['name']);
    const known = await evaluate(client, source, 4);
    const clone = await json(
      'search',
      'clone',
      source,
      '--blocks',
      '3',
      '--seed',
      '9',
      '--max-attempts',
      '2',
    );
    assert.deepEqual(
      [clone['source'], clone['imported'], clone['maxEvaluations'], clone['seed'], clone['maxAttempts']],
      [source, 4, 3, 9, 2],
    );
    const name = String(clone['name']);
    const codes = await evaluate(client, name, 3);
    assert.deepEqual(
      codes.filter((code) => known.includes(code)),
      [],
    );
    const shown = await run(['search', 'show', name]);
    assert.match(shown, new RegExp(`3 of 3 blocks evaluated[^]*4 imported or from ${source}`));
    assert.match(await run(['trials', 'list', name]), new RegExp(`1  succeeded +1  ${source}/trials/1`));
  });

  it('imports a file, and does no harm by importing it again', async (t) => {
    const { folder, client, received, run, json } = await setting(t);
    const name = String((await json(...CREATE))['name']);
    const [known] = await evaluate(client, name, 1);
    const file = join(folder, 'results.csv');
    await writeFile(
      file,
      `nsc,accuracy,failure\n"${known ?? ''}",0.9,\nconv5@0,0.71,\n"conv1@0,conv5@1",,diverged\n`,
    );
    assert.deepEqual(await json('search', 'import', name, file), { imported: 2, known: 1 });
    assert.deepEqual(await json('search', 'import', name, file), { imported: 0, known: 3 });
    const { search } = await client.getSearch({ name });
    assert.deepEqual([search?.succeededCount, search?.failedCount, search?.importedCount], [2, 1, 2]);
    await eventually('all three to be broadcast', () => Promise.resolve(received.length === 3 || undefined));

    await writeFile(file, 'nsc,accuracy\nconv5@0,71\n');
    assert.match(
      await run(['search', 'import', name, file], 2),
      /line 2: accuracy: must be a number from 0 to 1/,
    );
  });

  it('replays what was broadcast, of one search or all', async (t) => {
    const { client, received, run, json } = await setting(t);
    const [one, two] = [String((await json(...CREATE))['name']), String((await json(...CREATE))['name'])];
    await evaluate(client, one, 3);
    await evaluate(client, two, 2);
    await eventually('the first five', () => Promise.resolve(received.length === 5 || undefined));
    const first = [...received];
    assert.match(await run(['events', 'replay', one]), /^3 events published$/m);
    await eventually('three more', () => Promise.resolve(received.length === 8 || undefined));
    assert.deepEqual(
      received.slice(5),
      first.filter((id) => id.startsWith(one)),
    );
    assert.deepEqual(await json('events', 'replay', '--all'), { published: 5 });
    await eventually('five more', () => Promise.resolve(received.length === 13 || undefined));
  });
});
