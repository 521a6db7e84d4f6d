import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { evaluationToProto } from '@blockqnn/api';
import { buildLayerGraph, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createLogger } from '@blockqnn/telemetry';
import { QUICK_RECIPE } from '@blockqnn/training/recipes';
import { eventually, never } from '../../../test/contracts/subscriber.js';
import { natsCli } from '../../../test/tools/nats-cli.js';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { pythonVenv } from '../../../test/tools/python.js';
import {
  decodeEvaluationCompleted,
  encodeEvaluationCompleted,
  type EventPlace,
} from '../src/evaluation-completed.js';
import { connectNatsBus } from '../src/nats/bus.js';

const ROOT = join(import.meta.dirname, '../../..');

async function example(name: string): Promise<string> {
  const docs = await readFile(join(ROOT, 'docs/events.md'), 'utf8');
  const code = new RegExp(`<!-- example: ${name} -->\n\`\`\`\\w+\n([^]*?)\`\`\``).exec(docs)?.[1];
  assert.ok(code, name);
  return code;
}

/** The message of the documentation, made as a controller makes it. */
function documented(place: EventPlace = {}) {
  const block = parseBlock('conv3@0,conv3@1,add@2+0');
  const stack = smallStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
  const epoch = {
    number: 1,
    accuracy: 0.475,
    loss: 1.75,
    trainingAccuracy: 0.375,
    learningRate: 0.001,
    seconds: 3.25,
  };
  return encodeEvaluationCompleted(
    evaluationToProto({
      searchId: 's-4f1c',
      trialNumber: 7,
      block,
      dataset: 'cifar10?limit=2000',
      stack,
      figures: buildLayerGraph(block, stack).figures,
      outcome: {
        kind: 'measured',
        accuracy: 0.475,
        epochs: [epoch],
        seconds: 3.5,
        device: 'wasm, 1 thread',
        restarts: 0,
        weightsSha256: '',
      },
      reward: 45.63,
      attempt: 1,
      worker: 'worker-1',
      completedAtMs: Date.UTC(2025, 0, 31, 12, 0, 0, 125),
      provenance: { strategy: 'q-learning', recipe: QUICK_RECIPE, seed: 7 },
    }),
    { sequence: 7, ...place },
  );
}

test('the message in docs/events.md is one that is sent', async () => {
  const json = await example('evaluation-completed.json');
  const message = documented();
  assert.deepEqual(JSON.parse(json), JSON.parse(new TextDecoder().decode(message.body)));
  const read = decodeEvaluationCompleted({ ...message, body: new TextEncoder().encode(json) });
  assert.equal(read.trial, 'searches/s-4f1c/trials/7');
});

/** Runs a listener of the documentation and waits for the line that it prints. */
async function checkListener(
  t: TestContext,
  name: string,
  command: string,
  args: readonly string[],
): Promise<void> {
  const server = await startNatsServer(t);
  if (!server) return;
  await using bus = connectNatsBus({
    servers: server.url,
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  await bus.publish(documented(), never);
  // Inside the project, so that the TypeScript one finds the client.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/listen-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, name.replace('.ts', '.mts'));
  await writeFile(program, await example(name));
  const listener = spawn(command, [...args, program, server.url]);
  t.after(() => listener.kill());
  let printed = '';
  const onText = (text: string) => (printed += text);
  listener.stdout.setEncoding('utf8').on('data', onText);
  listener.stderr.setEncoding('utf8').on('data', onText);
  await eventually(() => printed.includes('\n') || listener.exitCode !== null);
  assert.equal(printed, 'searches/s-4f1c/trials/7 conv3@0,conv3@1,add@2+0 0.475 45.63\n');
}

test('the Python listener in docs/events.md', { timeout: 300_000 }, async (t) => {
  const python = await pythonVenv(t, ['nats-py']);
  if (python !== undefined) await checkListener(t, 'listen.py', python, []);
});

test('the TypeScript listener in docs/events.md', { timeout: 60_000 }, async (t) => {
  await checkListener(t, 'listen.ts', process.execPath, ['--import', 'tsx']);
});

test('the lines for the NATS command line in docs/events.md', { timeout: 300_000 }, async (t) => {
  const nats = await natsCli(t);
  const server = nats === undefined ? undefined : await startNatsServer(t);
  if (nats === undefined || !server) return;
  const docs = await readFile(join(ROOT, 'docs/events.md'), 'utf8');
  const lines = [...docs.matchAll(/^nats (subscribe .*)--server nats:\/\/127\.0\.0\.1:4222$/gm)];
  assert.equal(lines.length, 2);
  await using bus = connectNatsBus({
    servers: server.url,
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  await bus.publish(documented(), never);
  for (const [index, [, line = '']] of lines.entries()) {
    const args = line
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll("'", ''));
    const listener: ChildProcessWithoutNullStreams = spawn(nats, [...args, '--server', server.url], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    t.after(() => listener.kill());
    let printed = '';
    const onText = (text: string) => (printed += text);
    listener.stdout.setEncoding('utf8').on('data', onText);
    listener.stderr.setEncoding('utf8').on('data', onText);
    // The first line shows only what comes from now on.
    for (let replay = 0; !printed.includes('searches/s-4f1c/trials/7'); replay++) {
      assert.equal(listener.exitCode, null, printed);
      await bus.publish(documented({ replay: `${String(index)}-${String(replay)}` }), never);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    listener.kill();
  }
});
