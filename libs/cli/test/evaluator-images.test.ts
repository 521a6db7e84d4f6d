import assert from 'node:assert/strict';
import { it } from 'node:test';
import { EVALUATOR_SERVICE, type EvaluatorMethods } from '@blockqnn/api';
import { startServer, unavailable, type Handlers } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import { createProgram, EXIT_CODES, runProgram } from '../src/index.js';
import { evaluatorImages } from '../src/evaluator-images.js';
import { withServiceAt } from '../src/services.js';
import { TextSink } from './text-sink.js';

const { signal } = new AbortController();
const procedural = { name: 'procedural' };
const logger = createLogger({ service: 'test', level: 'silent' });

/** An evaluator whose training processes are ready only for the n-th call, if ever. */
async function startingEvaluator(readyAt = Number.POSITIVE_INFINITY) {
  let calls = 0;
  const shape = { height: 32, width: 32, channels: 3 };
  const handlers: Partial<Handlers<EvaluatorMethods>> = {
    getCapabilities: () => {
      calls += 1;
      if (calls < readyAt) throw unavailable('NOT_READY', 'no training process is ready yet', 5);
      return Promise.resolve({ datasets: [{ name: 'procedural', shape, classes: 10 }] });
    },
  };
  const server = await startServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    // No test calls the others.
    handlers: handlers as Handlers<EvaluatorMethods>,
    logger,
  });
  return { server, calls: () => calls };
}

it('waits for an evaluator that starts, saying so once, but not for ever', async () => {
  const notices: string[] = [];
  const images = async (readyAt: number | undefined, withinMs: number) => {
    const { server } = await startingEvaluator(readyAt);
    await using _server = server;
    const notice = (text: string) => void notices.push(text);
    return await withServiceAt('evaluator', server.address, (evaluator) =>
      evaluatorImages(evaluator, procedural, { withinMs, notice, signal }),
    );
  };
  assert.equal((await images(4, 60_000)).classes, 10);
  assert.deepEqual(notices, [
    'the evaluator cannot train yet: no training process is ready yet; waiting for it',
  ]);
  await assert.rejects(images(undefined, 50), /no training process is ready yet/);
});

it('train --no-wait gives up at once where no training process is ready', async () => {
  const { server, calls } = await startingEvaluator();
  await using _server = server;
  const stderr = new TextSink();
  const context = { stdout: new TextSink(), stderr, env: {}, signal, now: () => 0 };
  const program = createProgram(context, () => Promise.resolve());
  const args = ['train', 'conv3@0', '--no-wait', '--evaluator', server.address];
  assert.equal(await runProgram(program, args, context), EXIT_CODES.unreachable);
  assert.equal(calls(), 1);
  assert.match(stderr.text, /no training process is ready yet/);
});
