import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTROLLER_SERVICE, type AssignmentMessage, type ControllerMethods } from '@blockqnn/api';
import { createClient } from '@blockqnn/rpc';
import { createSearch, failure, getSearch, present, requestBlock } from './test-controller.js';
import { requestBlocks, submit, testController, until, type TestController } from './test-controller.js';

const WAIT = { wait: { seconds: 600 } } as const;

type Answer = ControllerMethods['requestBlocks']['response'];

/** Callers that wait, in the order in which they came. */
class Line {
  readonly served: string[] = [];
  readonly answers: Promise<Answer>[] = [];
  readonly #controller: TestController;

  constructor(controller: TestController) {
    this.#controller = controller;
  }

  /** Resolves when the caller stands in line, behind all others. */
  async join(worker: string, search: string, signal?: AbortSignal): Promise<void> {
    const answer = this.#controller.client.requestBlocks(
      { search, count: 1, worker, ...WAIT },
      signal ? { signal } : {},
    );
    this.answers.push(answer);
    answer.then(
      ({ assignments }) => {
        if (assignments.length > 0) this.served.push(worker);
      },
      () => undefined,
    );
    // One connection keeps the order of its calls: what is answered later has come later.
    await this.#controller.client.listSearches({});
  }
}

/** A search of which nothing is left to hand out but what comes back. */
async function emptySearch(controller: TestController, blocks = 1) {
  const { name } = await createSearch(controller, {
    budget: { maxEvaluations: blocks, maxAttempts: 100 },
  });
  return { name, open: await requestBlocks(controller, name, blocks) };
}

async function giveBack({ client }: TestController, { trial, leaseToken }: AssignmentMessage): Promise<void> {
  await client.abandonTrial({ trial, leaseToken });
}

test('callers who wait are served in the order in which they came, whichever search they named', async () => {
  await using controller = await testController();
  const { name, open } = await emptySearch(controller, 4);
  const line = new Line(controller);
  for (const [index, search] of [name, 'searches/-', 'searches/-', name].entries()) {
    await line.join(`w${index}`, search);
  }
  for (const assignment of open) {
    const before = line.served.length;
    await giveBack(controller, assignment);
    await until(() => line.served.length > before);
  }
  assert.deepEqual(line.served, ['w0', 'w1', 'w2', 'w3']);
});

test('whoever waits for another search is no obstacle', async () => {
  await using controller = await testController();
  const [first, second] = [await emptySearch(controller), await emptySearch(controller)];
  const line = new Line(controller);
  await line.join('first', first.name);
  await line.join('second', second.name);
  await giveBack(controller, present(second.open[0]));
  await until(() => line.served.length === 1);
  assert.deepEqual(line.served, ['second']);
  await giveBack(controller, present(first.open[0]));
  await until(() => line.served.length === 2);
});

test('a call that waits is answered by whatever brings a block, or an end', async (t) => {
  const waitFor = async (
    controller: TestController,
    search: string,
    event: () => Promise<unknown>,
  ): Promise<Answer> => {
    const line = new Line(controller);
    await line.join('w', search);
    await event();
    return await present(line.answers[0]);
  };
  await t.test('a search that is resumed', async () => {
    await using controller = await testController();
    const { name } = await createSearch(controller);
    await controller.client.pauseSearch({ name });
    const answer = await waitFor(controller, name, () => controller.client.resumeSearch({ name }));
    assert.equal(answer.assignments.length, 1);
  });
  await t.test('a search that is created', async () => {
    await using controller = await testController();
    const answer = await waitFor(controller, 'searches/-', () => createSearch(controller));
    assert.equal(answer.assignments.length, 1);
  });
  await t.test('a lease that ends', async () => {
    await using controller = await testController({ sweepIntervalMs: 10 });
    const { name, open } = await emptySearch(controller);
    const answer = await waitFor(controller, name, () => {
      controller.clock.advance(60_000);
      return Promise.resolve();
    });
    assert.equal(answer.assignments[0]?.trial, open[0]?.trial);
  });
  await t.test('a search that is brought back', async () => {
    await using controller = await testController();
    const { name } = await createSearch(controller);
    await controller.client.deleteSearch({ name });
    await controller.restart();
    const answer = await waitFor(controller, 'searches/-', () => controller.client.undeleteSearch({ name }));
    assert.equal(answer.assignments.length, 1);
  });
  await t.test('room among the trials in flight', async () => {
    await using controller = await testController();
    const { name } = await createSearch(controller, { budget: { maxEvaluations: 9, maxTrialsInFlight: 1 } });
    const first = await requestBlock(controller, name);
    const answer = await waitFor(controller, name, () => submit(controller, first));
    assert.notEqual(answer.assignments[0]?.trial, first.trial);
  });
  await t.test('the end of the search', async () => {
    await using controller = await testController();
    const { name, open } = await emptySearch(controller);
    const answer = await waitFor(controller, name, () => submit(controller, present(open[0])));
    assert.equal(answer.searchDone, true);
  });
  await t.test('time that is up', async () => {
    await using controller = await testController({ sweepIntervalMs: 10 });
    const { name } = await createSearch(controller, {
      budget: { maxEvaluations: 1, maxDuration: { seconds: 5 } },
      leaseDuration: { seconds: 5 },
    });
    await requestBlock(controller, name);
    const answer = await waitFor(controller, name, () => {
      controller.clock.advance(5000);
      return Promise.resolve();
    });
    assert.equal(answer.searchDone, true);
  });
  await t.test('a search that is deleted', async () => {
    await using controller = await testController();
    const { name } = await emptySearch(controller);
    const line = new Line(controller);
    await line.join('w', name);
    const refused = failure(present(line.answers[0]), 'FAILED_PRECONDITION');
    await controller.client.deleteSearch({ name });
    assert.equal((await refused).reason, 'SEARCH_DELETED');
  });
  await t.test('its own time', async () => {
    await using controller = await testController();
    const { name } = await emptySearch(controller);
    const { assignments, searchDone, retryDelay } = await controller.client.requestBlocks({
      search: name,
      count: 1,
      worker: 'w',
      wait: { nanos: 50_000_000 },
    });
    assert.deepEqual([assignments, searchDone], [[], false]);
    assert.ok(retryDelay);
  });
});

test('a caller who goes away leaves the line, and takes no block with it', async () => {
  await using controller = await testController();
  const { name, open } = await emptySearch(controller);
  const line = new Line(controller);
  const abort = new AbortController();
  await line.join('gone', name, abort.signal);
  await line.join('next', name);
  abort.abort();
  await assert.rejects(present(line.answers[0]));
  await controller.client.listSearches({});
  await giveBack(controller, present(open[0]));
  assert.equal((await present(line.answers[1])).assignments[0]?.trial, open[0]?.trial);
});

test('a block whose caller went away at that very moment is given again under its request id', async () => {
  await using controller = await testController();
  for (let round = 0; round < 20; round += 1) {
    const { name, open } = await emptySearch(controller);
    const ask = { search: name, count: 1, worker: 'w', requestId: `r${round}`, ...WAIT };
    const abort = new AbortController();
    const lost = controller.client.requestBlocks(ask, { signal: abort.signal }).catch(() => undefined);
    await controller.client.listSearches({});
    const given = giveBack(controller, present(open[0]));
    if (round % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    const [answer] = await Promise.all([lost, given]);
    const again = await controller.client.requestBlocks(ask);
    const assignment = present(again.assignments[0]);
    if (answer !== undefined) assert.deepEqual(assignment, answer.assignments[0]);
    assert.ok(assignment.attempt <= 2, 'it was handed out once more, not twice');
    await submit(controller, assignment);
  }
});

test('whoever waits is sent away when the controller stops', async () => {
  const controller = await testController();
  const { name } = await emptySearch(controller);
  const line = new Line(controller);
  await line.join('a', name);
  await line.join('b', 'searches/-');
  // With a client of its own, as that of the controller goes with it.
  using client = createClient(CONTROLLER_SERVICE, controller.address);
  const waiting = client.requestBlocks({ search: name, count: 1, worker: 'c', ...WAIT });
  await client.listSearches({});
  for (const answer of line.answers) answer.catch(() => undefined);
  const told = failure(waiting, 'UNAVAILABLE');
  await controller[Symbol.asyncDispose]();
  assert.ok(((await told).retryDelayMs ?? 0) > 0);
});

test('a thousand workers that wait for one search are all served when it is resumed, each with a block of its own', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { maxLayers: 8, budget: { maxEvaluations: 1000 } });
  await client.pauseSearch({ name });
  const calls = Array.from({ length: 1000 }, (_, index) =>
    client.requestBlocks({ search: name, count: 1, worker: `w${index}`, wait: { seconds: 60 } }),
  );
  await client.listSearches({});
  await client.resumeSearch({ name });
  const answers = await Promise.all(calls);
  const trials = answers.flatMap(({ assignments }) => assignments.map(({ trial }) => trial));
  assert.equal(new Set(trials).size, 1000);
  assert.equal((await getSearch(controller, name)).openCount, 1000);
});
