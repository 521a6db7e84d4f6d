import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInProcessBus } from '@blockqnn/events';
import {
  accuracyOf,
  createSearch,
  failure,
  getSearch,
  present,
  requestBlock,
  runToEnd,
  submit,
  testController,
  until,
} from './test-controller.js';

const Q_LEARNING = { strategy: 'STRATEGY_KIND_Q_LEARNING', maxLayers: 3 } as const;
const measured = (nsc: string, accuracy = 0.5) => ({ nsc, measurement: { accuracy } });

describe('CloneSearch', { concurrency: false }, () => {
  it('knows and has learnt everything, at no cost, and never hands a known block out', async () => {
    await using controller = await testController();
    const { client } = controller;
    const source = await createSearch(controller, { ...Q_LEARNING, budget: { maxEvaluations: 30 } });
    const known = await runToEnd(controller, source.name, accuracyOf);
    const { search } = await client.cloneSearch({ source: source.name, requestId: 'one' });
    const clone = present(search);
    assert.deepEqual(
      [clone.source, clone.importedCount, clone.succeededCount, clone.openCount, clone.state],
      [source.name, 30, 30, 0, 'SEARCH_STATE_RUNNING'],
    );
    assert.ok(
      source.epsilon === 1 && clone.epsilon < 0.2,
      `it proposes greedily at once: ${String(clone.epsilon)}`,
    );
    assert.equal(clone.bestTrial?.reward, (await getSearch(controller, source.name)).bestTrial?.reward);
    const again = await client.cloneSearch({ source: source.name, requestId: 'one' });
    assert.equal(again.search?.name, clone.name);
    const other = client.cloneSearch({ source: source.name, requestId: 'one', spec: present(clone.spec) });
    assert.equal((await failure(other, 'INVALID_ARGUMENT')).violations[0]?.field, 'request_id');

    await controller.restart();
    const blocks = await runToEnd(controller, clone.name, accuracyOf);
    assert.equal(blocks.length, 30);
    assert.deepEqual(
      blocks.filter((nsc) => known.includes(nsc)),
      [],
    );
  });

  it('takes another budget, and refuses what would give the evaluations another meaning', async () => {
    await using controller = await testController();
    const { client } = controller;
    const source = await createSearch(controller);
    await runToEnd(controller, source.name);
    const spec = present(source.spec);
    const { search } = await client.cloneSearch({
      source: source.name,
      spec: { budget: { maxEvaluations: 2 }, seed: 3 },
    });
    assert.deepEqual(
      [search?.spec?.budget?.maxEvaluations, search?.spec?.dataset, search?.spec?.stack],
      [2, spec.dataset, spec.stack],
    );
    const changed = { ...spec, dataset: 'cifar10', rewardWeights: { mu: 0, rho: 0 } };
    const error = await failure(
      client.cloneSearch({ source: source.name, spec: changed }),
      'INVALID_ARGUMENT',
    );
    assert.deepEqual(
      error.violations.map(({ field }) => field),
      ['spec.dataset', 'spec.reward_weights'],
    );
    await failure(client.cloneSearch({ source: 'searches/none' }), 'NOT_FOUND');
  });
});

describe('ImportEvaluations', { concurrency: false }, () => {
  it('adds what is new, once, and leaves the budget alone', async () => {
    await using controller = await testController();
    const { client } = controller;
    const { name } = await createSearch(controller, { maxLayers: 3 });
    const open = await requestBlock(controller, name);
    const evaluations = [
      measured('conv5@0', 0.7),
      measured(present(open.block).nsc),
      measured('conv5@0', 0.9),
      { nsc: 'conv1@0,conv5@1', failure: { reason: 'FAILURE_REASON_DIVERGED' as const } },
    ];
    for (let time = 0; time < 2; time += 1) {
      const counts = await client.importEvaluations({ parent: name, evaluations, requestId: 'r' });
      assert.deepEqual(counts, { importedCount: 2, knownCount: 2 });
    }
    const search = await getSearch(controller, name);
    assert.deepEqual(
      [search.importedCount, search.succeededCount, search.failedCount, search.openCount],
      [2, 1, 1, 1],
    );
    assert.equal(search.bestTrial?.origin, 'import');
    const other = client.importEvaluations({
      parent: name,
      evaluations: [measured('conv3@0')],
      requestId: 'r',
    });
    assert.equal((await failure(other, 'INVALID_ARGUMENT')).violations[0]?.field, 'request_id');
    await submit(controller, open);
    assert.equal((await runToEnd(controller, name)).length, 3);
    const late = client.importEvaluations({ parent: name, evaluations: [measured('conv3@0')] });
    assert.equal((await failure(late, 'FAILED_PRECONDITION')).reason, 'SEARCH_COMPLETED');
  });

  it('imports nothing where anything is wrong, and names all of it', async () => {
    await using controller = await testController();
    const { name } = await createSearch(controller, { maxLayers: 2 });
    const evaluations = [
      measured('conv3@0'),
      measured('conv3@9'),
      measured('conv3@0,conv3@1,conv3@2'),
      { nsc: 'conv3@0' },
    ];
    const call = controller.client.importEvaluations({ parent: name, evaluations });
    const { violations } = await failure(call, 'INVALID_ARGUMENT');
    assert.deepEqual(
      violations.map(({ field }) => field),
      ['evaluations[1]', 'evaluations[2]', 'evaluations[3]'],
    );
    assert.equal((await getSearch(controller, name)).importedCount, 0);
    await failure(controller.client.importEvaluations({ parent: name, evaluations: [] }), 'INVALID_ARGUMENT');
  });
});

describe('ReplayEvents', { concurrency: false }, () => {
  it('publishes what was broadcast once more, in order, imports too and clones not', async () => {
    await using bus = createInProcessBus();
    const stopping = new AbortController();
    const received: { id: string; event: string; sequence: number }[] = [];
    await bus.subscribe({
      durable: 'test',
      filter: '>',
      signal: stopping.signal,
      onMessage: async ({ id, headers }) => {
        received.push({ id, event: headers['ce-id'] ?? '', sequence: Number(headers['ce-sequence']) });
        await Promise.resolve();
      },
    });
    await using controller = await testController({ bus });
    const { client } = controller;
    const { name } = await createSearch(controller, { maxLayers: 3 });
    await client.importEvaluations({ parent: name, evaluations: [measured('conv5@0')] });
    await runToEnd(controller, name);
    await client.cloneSearch({ source: name });
    await until(() => received.length === 5);
    for (const parent of [name, 'searches/-']) {
      const before = received.length;
      const progress: number[][] = [];
      for await (const { publishedCount, totalCount } of client.replayEvents({ parent })) {
        progress.push([publishedCount, totalCount]);
      }
      assert.deepEqual(progress, [
        [0, 5],
        [5, 5],
      ]);
      await until(() => received.length === before + 5);
      assert.deepEqual(
        received.slice(before).map(({ event, sequence }) => [event, sequence]),
        received.slice(0, 5).map(({ event }, index) => [event, index + 1]),
      );
    }
    assert.equal(new Set(received.map(({ id }) => id)).size, 15, 'each replay has ids of its own');
    stopping.abort();
  });
});
