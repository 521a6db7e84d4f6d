import assert from 'node:assert/strict';
import { onBothDatabases } from './on-both-databases.js';
import { refused } from './refused.js';
import { evaluation, testRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const A = 'conv1@0';
const B = 'conv3@0';
const C = 'conv5@0';
const D = 'conv3@0,conv3@1';
const E = 'conv3@0,conv3@1,add@2+0';

bothTest('pages join to the whole, whatever the order and the size', async (place) => {
  await using registry = await testRegistry(place);
  // Few values, so that many are equal and ties have to be broken alike on every page.
  let trial = 0;
  for (const nsc of [
    A,
    B,
    C,
    D,
    E,
    'conv1@0,conv1@1',
    'conv1@0,conv3@1',
    'conv3@0,conv1@1',
    'conv5@0,conv1@1',
  ]) {
    for (const search of ['s1', 's2', 's3']) {
      trial += 1;
      await registry.publish(
        evaluation({ search, trial, nsc, accuracy: (trial % 3) / 4, reward: trial % 2 }),
      );
    }
  }
  const orders = [
    '',
    'reward',
    'accuracy desc',
    'accuracy',
    'flops',
    'parameters desc',
    'density, accuracy desc',
    'flops, reward',
  ];
  for (const orderBy of orders) {
    for (const filter of ['', 'search != s2', 'accuracy > 0']) {
      const whole = await registry.client.queryBlocks({ orderBy, filter });
      for (const pageSize of [1, 2, 4]) {
        const joined: typeof whole.blocks = [];
        let pageToken = '';
        do {
          const page = await registry.client.queryBlocks({ orderBy, filter, pageSize, pageToken });
          assert.ok(page.blocks.length <= pageSize);
          joined.push(...page.blocks);
          pageToken = page.nextPageToken;
        } while (pageToken !== '');
        assert.deepEqual(joined, whole.blocks, `${orderBy}/${filter}/${pageSize}`);
      }
    }
  }
});

bothTest('a page token is good for its own query only', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(evaluation({ trial: 1, nsc: A }), evaluation({ trial: 2, nsc: B }));
  const { nextPageToken: pageToken } = await registry.client.queryBlocks({
    pageSize: 1,
    filter: 'accuracy > 0',
  });
  assert.notEqual(pageToken, '');
  const wrong = refused('page_token', /must be the next_page_token of the page before/);
  await assert.rejects(registry.client.queryBlocks({ pageToken }), wrong);
  await assert.rejects(registry.client.queryBlocks({ pageToken, filter: 'accuracy > 0.1' }), wrong);
  await assert.rejects(
    registry.client.queryBlocks({ pageToken, filter: 'accuracy > 0', orderBy: 'flops' }),
    wrong,
  );
  await assert.rejects(registry.client.queryBlocks({ pageToken: 'x' }), wrong);
  await assert.rejects(registry.client.listEvaluations({ pageToken }), wrong);
  // Spaces and page size are no part of the question.
  const { blocks } = await registry.client.queryBlocks({ pageToken, filter: ' accuracy  >0', pageSize: 9 });
  assert.equal(blocks.length, 1);
});

bothTest('every bound of a query is named', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  await assert.rejects(
    client.queryBlocks({ filter: 'accuracy >' }),
    refused('filter', /at character 11: a value is missing/),
  );
  await assert.rejects(
    client.queryBlocks({ filter: ' '.repeat(2001) }),
    refused('filter', /at most 2000 characters/),
  );
  await assert.rejects(client.queryBlocks({ orderBy: 'speed' }), refused('order_by', /known fields are/));
  await assert.rejects(client.queryBlocks({ pageSize: -1 }), refused('page_size', /0 to 1000/));
  await assert.rejects(client.queryBlocks({ pageSize: 1001 }), refused('page_size', /0 to 1000/));
});

bothTest('a page ends early rather than be too large for a client', async (place) => {
  await using registry = await testRegistry(place);
  for (const [index, nsc] of [A, B, C].entries()) {
    await registry.publish(evaluation({ trial: index + 1, nsc, epochs: 12_000 }));
  }
  const first = await registry.client.queryBlocks({ pageSize: 10 });
  assert.ok(first.blocks.length >= 1 && first.blocks.length < 3, String(first.blocks.length));
  let listed = 0;
  for (let pageToken = ''; ;) {
    const page = await registry.client.listEvaluations({ pageToken });
    listed += page.evaluations.length;
    pageToken = page.nextPageToken;
    if (pageToken === '') break;
  }
  assert.equal(listed, 3);
});
