import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { failedPrecondition, invalidArgument, parseAddress, unavailable } from '@blockqnn/rpc';
import { killChild, testEvaluator, until } from './evaluator.js';
import { assignment, controllerWith, TRIAL } from './pulled-controller.js';
import { scriptedRegistry } from './scripted-peers.js';
import { endlessTask, tinyRequest, tinyTask } from './tiny-task.js';

// Each test has an evaluator of its own and mostly waits for it to start.
describe('pulling blocks', { concurrency: 4, timeout: 300_000 }, () => {
  it('asks for what it can train, trains, reports and hands in', async () => {
    await using controller = await controllerWith([assignment()]);
    await using _ = await testEvaluator({ controllerAddress: controller.address, search: 'searches/mine' });
    await until(() => controller.submitted.length > 0);
    const [asked] = controller.asked;
    assert.deepEqual(
      { ...asked, requestId: undefined },
      {
        search: 'searches/mine',
        count: 1,
        worker: 'test-1',
        datasets: ['procedural'],
        requestId: undefined,
        wait: { seconds: 30, nanos: 0 },
      },
    );
    const [result] = controller.submitted;
    assert.ok(result);
    assert.deepEqual([result.trial, result.leaseToken, result.outcome], [TRIAL, 'token', 'measurement']);
    assert.deepEqual(
      result.measurement?.epochs.map(({ number }) => number),
      [1, 2],
    );
    assert.equal(result.measurement.weightsSha256, '');
    const epochs = controller.reported.flatMap((report) => report.epochs);
    assert.deepEqual(epochs[0], result.measurement.epochs[0]);
    await until(() => controller.asked.length > 2);
    const ids = controller.asked.map(({ requestId }) => requestId);
    assert.equal(new Set(ids).size, ids.length, 'a new request each time');
    assert.deepEqual(controller.abandoned, []);
  });

  it('gives the trained weights to the registry and names them in the result', async () => {
    const chunks: Buffer[] = [];
    await using registry = await scriptedRegistry({
      queryUpload: () => Promise.resolve({}),
      uploadArtifact: async (parts) => {
        for await (const part of parts) if (part.chunk) chunks.push(part.chunk);
        return {};
      },
    });
    await using controller = await controllerWith([assignment()]);
    await using _ = await testEvaluator({
      controllerAddress: controller.address,
      registryAddress: registry.address,
    });
    await until(() => controller.submitted.length > 0);
    const sha256 = createHash('sha256').update(Buffer.concat(chunks)).digest('hex');
    assert.ok(chunks.length > 0);
    assert.equal(controller.submitted[0]?.measurement?.weightsSha256, sha256);
  });

  it('hands in the same result until the controller has it', async () => {
    let times = 0;
    const script = {
      submitReward: () => {
        times += 1;
        if (times < 3) throw unavailable('AWAY', 'away', 1);
        return Promise.resolve({});
      },
    };
    await using controller = await controllerWith([assignment()], script);
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.submitted.length === 3);
    assert.deepEqual(controller.submitted[1], controller.submitted[0]);
    assert.deepEqual(controller.submitted[2], controller.submitted[0]);
    const asked = controller.asked.length;
    await until(() => controller.asked.length > asked);
  });

  it('has its worker free for callers while a result cannot be handed in', async () => {
    const script = {
      submitReward: () => {
        throw unavailable('AWAY', 'away', 1);
      },
    };
    await using controller = await controllerWith([assignment()], script);
    await using evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.submitted.length > 0);
    const events: string[] = [];
    for await (const { event } of evaluator.client.evaluateBlock(tinyRequest)) events.push(event ?? '');
    assert.equal(events.at(-1), 'measurement');
  });

  it('gives back a block whose result is refused for good', async () => {
    const script = {
      submitReward: () => {
        throw invalidArgument([{ field: 'measurement.accuracy', description: 'odd' }]);
      },
    };
    await using controller = await controllerWith([assignment()], script);
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.abandoned.length > 0);
    assert.match(controller.abandoned[0]?.reason ?? '', /result refused: measurement\.accuracy: odd/);
    assert.equal(controller.submitted.length, 1);
  });

  it('stops at once when the lease is lost, and asks for another block', async () => {
    const script = {
      reportProgress: () => {
        throw failedPrecondition('LEASE_LOST', 'somebody else has it');
      },
    };
    await using controller = await controllerWith([assignment(endlessTask)], script);
    await using evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.reported.length > 0);
    const asked = controller.asked.length;
    await until(() => controller.asked.length > asked);
    assert.equal(evaluator.running.workers[0]?.busy, false);
    assert.deepEqual([controller.submitted, controller.abandoned], [[], []]);
  });

  it('stops and gives back a block whose result is not wanted any more', async () => {
    const script = { reportProgress: () => Promise.resolve({ stop: true }) };
    await using controller = await controllerWith([assignment(endlessTask)], script);
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.abandoned.length > 0);
    assert.deepEqual(controller.abandoned[0], {
      trial: TRIAL,
      leaseToken: 'token',
      reason: 'the controller asked to stop',
    });
    assert.deepEqual(controller.submitted, []);
  });

  it('gives back a block whose training process was killed, saying so, and goes on', async () => {
    await using controller = await controllerWith([
      assignment(endlessTask),
      assignment(tinyTask, { trial: 'searches/s/trials/2' }),
    ]);
    await using evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.reported.length > 0);
    killChild(evaluator);
    await until(() => controller.abandoned.length > 0);
    assert.match(controller.abandoned[0]?.reason ?? '', /SIGKILL/);
    await until(() => controller.submitted.length > 0);
    assert.equal(controller.submitted[0]?.trial, 'searches/s/trials/2');
  });

  it('hands in as failures what is a matter of the block', async () => {
    const stack = { ...tinyTask.stack, stages: [{ repeats: 64, filters: 512 }] };
    await using controller = await controllerWith([assignment({ ...tinyTask, stack })]);
    await using _ = await testEvaluator({ controllerAddress: controller.address, memoryLimitBytes: 2 ** 29 });
    await until(() => controller.submitted.length > 0);
    assert.equal(controller.submitted[0]?.failure?.reason, 'FAILURE_REASON_OUT_OF_MEMORY');
  });

  it('gives back blocks of a dataset that does not open, and asks for others', async () => {
    await using controller = await controllerWith([assignment({ ...tinyTask, dataset: 'broken' })]);
    const datasets = [{ name: 'broken', kind: 'cifar10', directory: '/nowhere' }] as const;
    await using _ = await testEvaluator({ controllerAddress: controller.address, datasets });
    await until(() => controller.abandoned.length > 0);
    assert.match(controller.abandoned[0]?.reason ?? '', /nowhere/);
    assert.deepEqual(controller.asked[0]?.datasets, ['procedural', 'broken']);
    const asked = controller.asked.length;
    await until(() => controller.asked.length > asked);
    assert.deepEqual(controller.asked.at(-1)?.datasets, ['procedural']);
  });

  it('gives back what it does not understand', async () => {
    await using controller = await controllerWith([assignment(tinyTask, { stack: null })]);
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.abandoned.length > 0);
    assert.match(controller.abandoned[0]?.reason ?? '', /not understood: .*stack/);
  });

  it('gives the block under way back when it is shut down', async () => {
    await using controller = await controllerWith([assignment(endlessTask)]);
    const evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.reported.length > 0);
    await evaluator[Symbol.asyncDispose]();
    assert.deepEqual(
      controller.abandoned.map(({ reason }) => reason),
      ['the evaluator is shutting down'],
    );
    assert.equal(evaluator.running.workers[0]?.pid, undefined);
  });

  it('asks again under the same request id where the answer may have been lost', async () => {
    const script = {
      requestBlocks: () => {
        throw unavailable('AWAY', 'away', 1);
      },
    };
    await using controller = await controllerWith([], script);
    await using _ = await testEvaluator({ controllerAddress: controller.address, workers: 2 });
    const timesAsked = () => {
      const times = new Map<string, number>();
      for (const { worker } of controller.asked) times.set(worker, (times.get(worker) ?? 0) + 1);
      return times;
    };
    await until(() => timesAsked().size === 2 && [...timesAsked().values()].every((times) => times >= 3));
    const asks = new Set(controller.asked.map(({ worker, requestId }) => `${worker} ${requestId}`));
    assert.equal(asks.size, 2, 'one for each worker, however often');
  });

  it('asks no more when its search is done', async () => {
    const script = { requestBlocks: () => Promise.resolve({ searchDone: true }) };
    await using controller = await controllerWith([], script);
    await using evaluator = await testEvaluator({
      controllerAddress: controller.address,
      search: 'searches/mine',
    });
    await until(() => controller.asked.length > 0);
    // The worker is free for callers now.
    const events: string[] = [];
    for await (const { event } of evaluator.client.evaluateBlock(tinyRequest)) events.push(event ?? '');
    assert.deepEqual(events, ['started', 'epoch', 'epoch', 'measurement']);
    assert.equal(controller.asked.length, 1);
  });

  it('goes on when a controller comes back that went away in mid-block', async () => {
    const first = await controllerWith([
      assignment({ ...tinyTask, recipe: { ...tinyTask.recipe, epochs: 20 } }),
    ]);
    await using _ = await testEvaluator({ controllerAddress: first.address });
    await until(() => first.reported.length > 0);
    await first[Symbol.asyncDispose]();
    await using second = await controllerWith([], {}, parseAddress(first.address)?.port);
    await until(() => second.submitted.length > 0);
    assert.equal(second.submitted[0]?.measurement?.epochs.length, 20);
  });

  it('is there for callers while it has nothing to pull', async () => {
    await using controller = await controllerWith([]);
    await using evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.asked.length > 0);
    const events: string[] = [];
    for await (const { event } of evaluator.client.evaluateBlock(tinyRequest)) events.push(event ?? '');
    assert.equal(events.at(-1), 'measurement');
  });
});
