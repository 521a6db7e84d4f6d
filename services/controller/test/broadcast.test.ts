import assert from 'node:assert/strict';
import { controllerConfigFromEnv } from '@blockqnn/controller';
import { test } from 'node:test';
import { evaluationFromProto } from '@blockqnn/api';
import {
  ALL_EVALUATIONS_COMPLETED,
  createInProcessBus,
  decodeEvaluationCompleted,
  type BusMessage,
  type EventBus,
} from '@blockqnn/events';
import { trialSeed } from '../src/domain/trial-seed.js';
import {
  accuracyOf,
  createSearch,
  present,
  requestBlock,
  runToEnd,
  silent,
  submit,
  testController,
  until,
} from './test-controller.js';

async function collect(bus: EventBus, signal: AbortSignal): Promise<BusMessage[]> {
  const messages: BusMessage[] = [];
  await bus.subscribe({
    durable: 'test',
    filter: ALL_EVALUATIONS_COMPLETED,
    signal,
    onMessage: (message) => {
      messages.push(message);
      return Promise.resolve();
    },
  });
  return messages;
}

test('every completed trial is broadcast once, with everything about it', async () => {
  await using bus = createInProcessBus({ logger: silent });
  const abort = new AbortController();
  const messages = await collect(bus, abort.signal);
  await using controller = await testController({ bus });
  const { name } = await createSearch(controller, {
    dataset: 'cifar10?limit=500',
    budget: { maxEvaluations: 6 },
  });
  await runToEnd(controller, name, accuracyOf);
  await until(() => messages.length === 6);
  const { trials } = await controller.client.listTrials({ parent: name });
  const spec = present((await controller.client.getSearch({ name })).search?.spec);
  for (const [index, message] of messages.entries()) {
    const trial = present(trials[index]);
    assert.equal(message.subject, `blockqnn.v1.evaluations.completed.${name.split('/')[1] ?? ''}`);
    assert.equal(message.id, `${trial.name}/attempts/1`);
    assert.equal(message.headers['ce-subject'], trial.name);
    const evaluation = decodeEvaluationCompleted(message);
    assert.equal(evaluation.trial, trial.name);
    assert.equal(evaluation.reward, trial.reward);
    assert.equal(evaluation.worker, 'w');
    assert.equal(evaluation.dataset, 'cifar10?limit=500');
    assert.deepEqual(evaluation.block, trial.block);
    assert.deepEqual(evaluation.figures, trial.figures);
    assert.equal(evaluationFromProto(evaluation).completedAtMs, controller.clock.now());
    assert.equal(evaluation.strategy, 'random');
    assert.deepEqual(evaluation.recipe, spec.recipe);
    assert.equal(evaluation.seed, trialSeed(spec.seed, index + 1));
  }
  abort.abort();
});

test('repeated submits and exhausted attempts are broadcast once each', async () => {
  await using bus = createInProcessBus({ logger: silent });
  const abort = new AbortController();
  const messages = await collect(bus, abort.signal);
  await using controller = await testController({ bus });
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 2, maxAttempts: 1 } });
  const first = await requestBlock(controller, name);
  await submit(controller, first);
  await submit(controller, first);
  const { trial, leaseToken } = await requestBlock(controller, name);
  await controller.client.abandonTrial({ trial, leaseToken, reason: 'gone' });
  await until(() => messages.length === 2);
  const failed = decodeEvaluationCompleted(present(messages[1]));
  assert.equal(failed.failure?.reason, 'FAILURE_REASON_ATTEMPTS_EXHAUSTED');
  await controller.restart({ bus });
  assert.equal(messages.length, 2);
  abort.abort();
});

test('without a bus events wait, and are published as soon as there is one', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 3 } });
  await runToEnd(controller, name);
  await using bus = createInProcessBus({ logger: silent });
  const abort = new AbortController();
  const messages = await collect(bus, abort.signal);
  await controller.restart({ bus });
  await until(() => messages.length === 3);
  assert.deepEqual(
    messages.map(({ id }) => id),
    [1, 2, 3].map((number) => `${name}/trials/${number}/attempts/1`),
  );
  abort.abort();
});

test('a NATS server that is not there holds up neither the search nor the shutdown', async () => {
  const { nats } = controllerConfigFromEnv({ BLOCKQNN_NATS_URL: 'nats://127.0.0.1:1' });
  await using controller = await testController({ nats });
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 2 } });
  assert.equal((await runToEnd(controller, name)).length, 2);
  await using bus = createInProcessBus({ logger: silent });
  const abort = new AbortController();
  const messages = await collect(bus, abort.signal);
  await controller.restart({ bus });
  await until(() => messages.length === 2);
  abort.abort();
});
