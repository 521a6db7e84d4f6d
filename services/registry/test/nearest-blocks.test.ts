import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { blockName } from '@blockqnn/api';
import {
  blockDistance,
  blockId,
  formatBlock,
  canonicalBlock,
  MAX_LAYERS,
  parseBlock,
  type Block,
} from '@blockqnn/nsc';
import { buildLayerGraph, NetworkError } from '@blockqnn/network';
import { createStrategy } from '@blockqnn/search';
import { onBothDatabases } from './on-both-databases.js';
import { failed, refused } from './refused.js';
import { evaluation, STACK, testRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const RESIDUAL = 'conv3@0,conv3@1,add@2+0';
const nameOf = (nsc: string): string => blockName(blockId(parseBlock(nsc)));

/** Codes of different blocks. */
function randomCodes(count: number): string[] {
  const strategy = createStrategy({
    kind: 'random',
    seed: 3,
    budget: 5000,
    maxLayers: MAX_LAYERS,
    state: [],
  });
  const codes = new Set<string>();
  while (codes.size < count) {
    const { block } = strategy.propose();
    if (fits(block)) codes.add(formatBlock(canonicalBlock(block)));
  }
  return [...codes];
}

/** Concats of concats can have more channels than a network may. */
function fits(block: Block): boolean {
  try {
    buildLayerGraph(block, STACK);
    return true;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    throw error;
  }
}

bothTest('the nearest of many blocks, as looking at each would find them', async (place) => {
  await using registry = await testRegistry(place);
  const codes = randomCodes(200);
  const evaluations = codes.map((nsc, index) =>
    evaluation({
      trial: index + 1,
      nsc,
      search: index % 3 === 0 ? 's1' : 's2',
      // Every tenth has failed.
      ...(index % 10 === 0 && { accuracy: undefined }),
    }),
  );
  await registry.publish(...evaluations);
  const wanted = [codes[5] ?? '', codes[10] ?? '', RESIDUAL, 'conv1@0'];
  for (const nsc of wanted) {
    for (const search of ['s1', undefined]) {
      const expected = codes
        .filter((_, index) => index % 10 !== 0 && (search === undefined || index % 3 === 0))
        .map((code) => ({ name: nameOf(code), distance: blockDistance(parseBlock(nsc), parseBlock(code)) }))
        .filter(({ distance }) => distance > 0)
        .sort((one, two) => one.distance - two.distance || (one.name < two.name ? -1 : 1));
      const filter = search === undefined ? '' : `search = ${search}`;
      for (const count of [1, 7, 100]) {
        const { neighbours } = await registry.client.findNearestBlocks({ nsc, filter, count });
        assert.deepEqual(
          neighbours.map(({ summary, distance }) => ({ name: summary?.block?.name, distance })),
          expected.slice(0, count),
        );
      }
    }
  }
});

bothTest('blocks that come in are found, and each stands there with its best evaluation', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  assert.deepEqual((await client.findNearestBlocks({ nsc: RESIDUAL })).neighbours, []);
  await registry.publish(
    evaluation({ trial: 1, nsc: 'conv3@0,conv3@1', accuracy: 0.5 }),
    evaluation({ trial: 2, nsc: 'conv3@0,conv3@1', accuracy: 0.75 }),
    evaluation({ trial: 3, nsc: RESIDUAL }),
  );
  const nearest = async (request: Parameters<typeof client.findNearestBlocks>[0]) => {
    const { neighbours } = await client.findNearestBlocks(request);
    return neighbours.map(({ summary, distance }) => [
      summary?.bestEvaluation?.trial,
      summary?.reference,
      summary?.evaluationCount,
      distance,
    ]);
  };
  assert.deepEqual(await nearest({ nsc: RESIDUAL }), [['searches/s1/trials/2', 'plain', 2, 3]]);
  assert.deepEqual(await nearest({ name: nameOf(RESIDUAL), filter: 'accuracy < 0.6' }), [
    ['searches/s1/trials/1', 'plain', 1, 3],
  ]);
  await registry.publish(evaluation({ search: 's2', trial: 1, nsc: 'conv3@0,conv5@1,add@2+0' }));
  assert.deepEqual(await nearest({ nsc: RESIDUAL, count: 1 }), [['searches/s2/trials/1', '', 1, 2]]);
  // A reference block needs no evaluation of its own.
  assert.equal((await nearest({ name: nameOf('conv1@0,conv3@1,conv1@2,add@3+0') })).length, 3);
});

bothTest('what is asked for wrongly is named', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  const nsc = 'conv3@0';
  await assert.rejects(client.findNearestBlocks({}), refused('name', /just one of name and nsc/));
  await assert.rejects(client.findNearestBlocks({ nsc, name: nameOf(nsc) }), refused('name', /just one of/));
  await assert.rejects(client.findNearestBlocks({ nsc: 'conv7@0' }), refused('nsc', /conv has kernel "7"/));
  await assert.rejects(client.findNearestBlocks({ nsc, count: 101 }), refused('count', /0 to 100/));
  await assert.rejects(client.findNearestBlocks({ nsc, count: -1 }), refused('count', /0 to 100/));
  await assert.rejects(client.findNearestBlocks({ nsc, filter: '(' }), refused('filter', /at character 2/));
  await assert.rejects(client.findNearestBlocks({ name: 'conv3' }), refused('name', /blocks\/\{block\}/));
  await assert.rejects(
    client.findNearestBlocks({ name: 'blocks/0123456789abcdef' }),
    failed(
      status.NOT_FOUND,
      /no evaluation of blocks\/0123456789abcdef is kept, and it is no reference block/,
    ),
  );
});
