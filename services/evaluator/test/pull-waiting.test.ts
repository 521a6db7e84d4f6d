import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AssignmentInput, ControllerMethods } from '@blockqnn/api';
import { RpcError, type CallContext } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { testEvaluator, until } from './evaluator.js';
import { assignment, controllerWith } from './pulled-controller.js';
import { tinyRequest } from './tiny-task.js';

type Ask = ControllerMethods['requestBlocks']['request'];

/** Holds calls that wait until they are cancelled; answers others at once. */
function holding(atOnce: (request: Ask) => AssignmentInput[]) {
  return {
    requestBlocks: async (request: Ask, { signal }: CallContext) => {
      if (!request.wait) return { assignments: atOnce(request), retryDelay: { seconds: 0, nanos: 0 } };
      if (!signal.aborted) await once(signal, 'abort');
      throw new RpcError(status.CANCELLED, 'cancelled');
    },
  };
}

describe('waiting for blocks', { concurrency: 2, timeout: 300_000 }, () => {
  it('asks once and leaves the waiting to the controller', async () => {
    await using controller = await controllerWith(
      [],
      holding(() => []),
    );
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.asked.length > 0);
    await sleep(1500);
    assert.equal(controller.asked.length, 1);
  });

  it('gives back a block that was handed out just when it shut down', async () => {
    await using controller = await controllerWith(
      [],
      holding(() => [assignment()]),
    );
    const evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.asked.length > 0);
    await evaluator[Symbol.asyncDispose]();
    assert.equal(controller.asked.length, 2);
    assert.equal(controller.asked[1]?.requestId, controller.asked[0]?.requestId);
    assert.deepEqual(
      controller.abandoned.map(({ reason }) => reason),
      ['the evaluator is shutting down'],
    );
    assert.deepEqual(controller.submitted, []);
  });

  it('lets a caller have the worker while it waits, and waits again afterwards', async () => {
    await using controller = await controllerWith(
      [],
      holding(() => []),
    );
    await using evaluator = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.asked.length > 0);
    const events: string[] = [];
    for await (const { event } of evaluator.client.evaluateBlock(tinyRequest)) events.push(event ?? '');
    assert.equal(events.at(-1), 'measurement');
    await until(() => controller.asked.at(-1)?.wait !== null && controller.asked.length >= 3);
  });

  it('asks again when a controller that is unavailable says, not sooner', async () => {
    const script = {
      requestBlocks: () => {
        throw new RpcError(status.UNAVAILABLE, 'stands by', { retryDelayMs: 60_000 });
      },
    };
    await using controller = await controllerWith([], script);
    await using _ = await testEvaluator({ controllerAddress: controller.address });
    await until(() => controller.asked.length > 0);
    await sleep(1500);
    assert.equal(controller.asked.length, 1);
  });
});
