import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControllerMethods } from '@blockqnn/api';
import { failedPrecondition, invalidArgument, notFound, unavailable, type Client } from '@blockqnn/rpc';
import type { EndOfLease } from '../src/pull/end-of-lease.js';
import { LeaseKeeper } from '../src/pull/lease-keeper.js';
import { logger, scriptedController } from './scripted-peers.js';

type Report = ControllerMethods['reportProgress']['request'];
type Answer = ControllerMethods['reportProgress']['responseInput'];

const epoch = (number: number) => ({
  number,
  accuracy: 0.5,
  loss: 1,
  trainingAccuracy: 0.5,
  learningRate: 0.001,
  seconds: 2,
});

/** A controller that answers reports in turn, the last answer for good, and keeps what it was sent. */
async function reports(...answers: (() => Answer)[]) {
  const received: Report[] = [];
  const controller = await scriptedController({
    reportProgress: async (report) => {
      received.push(report);
      await Promise.resolve();
      return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? {};
    },
  });
  return { controller, received };
}

const stops = (stopReason: Answer['stopReason']) => () =>
  Promise.resolve({ stop: true, stopReason } as Answer);

function keeperOf(client: Client<ControllerMethods>, leaseMs: number) {
  const ends: EndOfLease[] = [];
  const keeper = new LeaseKeeper({
    controller: client,
    trial: 'searches/s/trials/1',
    leaseToken: 'token',
    leaseMs,
    onEnd: (end) => ends.push(end),
    logger,
  });
  return { keeper, ends };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe('LeaseKeeper', { concurrency: true, timeout: 300_000 }, () => {
  it('extends the lease although no epoch ends', async () => {
    const { controller, received } = await reports(() => ({}));
    await using _ = controller;
    await using kept = keeperOf(controller.client, 700).keeper;
    await until(() => received.length >= 3);
    assert.ok(kept);
    assert.deepEqual(received[0], {
      trial: 'searches/s/trials/1',
      leaseToken: 'token',
      epochs: [],
    });
  });

  it('reports an epoch at once, each epoch once', async () => {
    const { controller, received } = await reports(() => ({}));
    await using _ = controller;
    // A third of this lease is longer than the test.
    await using keeper = keeperOf(controller.client, 600_000).keeper;
    keeper.report(epoch(1));
    keeper.report(epoch(2));
    await until(() => received.flatMap(({ epochs }) => epochs).length >= 2);
    keeper.report(epoch(3));
    await until(() => received.flatMap(({ epochs }) => epochs).length >= 3);
    const numbers = received.flatMap(({ epochs }) => epochs.map(({ number }) => number));
    assert.deepEqual(numbers, [1, 2, 3]);
    assert.deepEqual(received[0]?.epochs[0]?.duration, { seconds: 2, nanos: 0 });
  });

  it('reports epochs again that a controller which was away did not get', async () => {
    const away = () => {
      throw unavailable('AWAY', 'away', 1);
    };
    const { controller, received } = await reports(away, () => ({}));
    await using _ = controller;
    const { keeper, ends } = keeperOf(controller.client, 900);
    await using _keeper = keeper;
    keeper.report(epoch(1));
    await until(() => received.length >= 2);
    assert.deepEqual(received.map(({ epochs }) => epochs.length).slice(0, 2), [1, 1]);
    assert.deepEqual(ends, []);
  });

  it('goes on without epochs that the controller refuses', async () => {
    const refuse = () => {
      throw invalidArgument([{ field: 'epochs[0].number', description: 'odd' }]);
    };
    const { controller, received } = await reports(refuse, () => ({}));
    await using _ = controller;
    const { keeper, ends } = keeperOf(controller.client, 900);
    await using _keeper = keeper;
    keeper.report(epoch(1));
    await until(() => received.length >= 2);
    assert.deepEqual(received[1]?.epochs, []);
    assert.deepEqual(ends, []);
  });

  for (const [what, answer, end] of [
    ['a lost lease', () => Promise.reject(failedPrecondition('LEASE_LOST', 'gone')), 'lost'],
    ['an unknown trial', () => Promise.reject(notFound('no such trial')), 'lost'],
    ['a stop without a reason', () => Promise.resolve({ stop: true }), 'notWanted'],
    ['a paused search', stops('STOP_REASON_PAUSED'), 'paused'],
    ['a deleted search', stops('STOP_REASON_DELETED'), 'deleted'],
    ['a search that has ended', stops('STOP_REASON_ENDED'), 'ended'],
  ] as const) {
    it(`ends with ${what}, and says so once`, async () => {
      let calls = 0;
      await using controller = await scriptedController({
        reportProgress: () => {
          calls += 1;
          return answer();
        },
      });
      const { keeper, ends } = keeperOf(controller.client, 600);
      await until(() => ends.length > 0);
      keeper.report(epoch(1));
      await sleep(300);
      assert.deepEqual([ends, calls], [[end], 1]);
      await keeper[Symbol.asyncDispose]();
    });
  }

  it('says once that what is measured is enough, and keeps the lease until the result is in', async () => {
    const { controller, received } = await reports(() => ({ stop: true, stopReason: 'STOP_REASON_MEDIAN' }));
    await using _ = controller;
    const { keeper, ends } = keeperOf(controller.client, 600);
    await using _keeper = keeper;
    await until(() => received.length >= 3);
    assert.deepEqual(ends, ['enough']);
  });
});
