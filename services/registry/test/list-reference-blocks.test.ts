import assert from 'node:assert/strict';
import { blockName, stackToProto } from '@blockqnn/api';
import { buildLayerGraph, cifarStack } from '@blockqnn/network';
import { blockId, formatBlock, canonicalBlock, parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import { onBothDatabases } from './on-both-databases.js';
import { refused } from './refused.js';
import { evaluation, STACK, testRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const RESIDUAL = 'conv3@0,conv3@1,add@2+0';

bothTest('all are listed, with what they cost and how they were measured', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(
    evaluation({ trial: 1, nsc: RESIDUAL, accuracy: 0.5, reward: 50 }),
    evaluation({ trial: 2, nsc: RESIDUAL, accuracy: 0.6, reward: 60 }),
    evaluation({ trial: 3, nsc: RESIDUAL, accuracy: undefined }),
    evaluation({ search: 's2', trial: 1, nsc: RESIDUAL, dataset: 'cifar100', accuracy: 0.9, reward: 90 }),
  );
  const { references } = await registry.client.listReferenceBlocks({ filter: 'dataset = cifar10' });
  assert.deepEqual(
    references.map(({ name, block, description, source }) => ({
      name,
      nsc: block?.nsc,
      description,
      source,
    })),
    REFERENCE_BLOCKS.map(({ name, block, description, source }) => ({
      name,
      nsc: formatBlock(canonicalBlock(block)),
      description,
      source,
    })),
  );
  const residual = references.find(({ name }) => name === 'residual');
  assert.deepEqual([residual?.bestEvaluation?.trial, residual?.evaluationCount], ['searches/s1/trials/2', 2]);
  const cifar = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
  assert.equal(Number(residual?.figures?.flops), buildLayerGraph(parseBlock(RESIDUAL), cifar).figures.flops);
  const plain = references.find(({ name }) => name === 'plain');
  assert.deepEqual([plain?.bestEvaluation, plain?.evaluationCount], [null, 0]);
});

bothTest('figures are those of the stack asked for', async (place) => {
  await using registry = await testRegistry(place);
  const { references } = await registry.client.listReferenceBlocks({ stack: stackToProto(STACK) });
  for (const [index, { figures }] of references.entries()) {
    const block = REFERENCE_BLOCKS[index]?.block ?? assert.fail();
    const expected = buildLayerGraph(block, STACK).figures;
    assert.deepEqual(
      [Number(figures?.flops), Number(figures?.parameters)],
      [expected.flops, expected.parameters],
    );
  }
  const request = { stack: stackToProto({ ...STACK, classes: 1 }) };
  await assert.rejects(registry.client.listReferenceBlocks(request), refused('stack.classes', /2/));
});

bothTest('one that nobody evaluated is shown all the same, any other block is not', async (place) => {
  await using registry = await testRegistry(place);
  const id = blockId(parseBlock('id@0,conv3@1,max1@2,conv3@3,add@1+4'));
  const { summary, drawing, dot } = await registry.client.getBlock({ name: blockName(id) });
  assert.deepEqual(
    [summary?.reference, summary?.block?.nsc, summary?.bestEvaluation, summary?.evaluationCount],
    ['residual', RESIDUAL, null, 0],
  );
  assert.match(drawing, /add/);
  assert.match(dot, /digraph/);
  await registry.publish(evaluation({ trial: 1, nsc: RESIDUAL, accuracy: 0.5 }));
  const evaluated = await registry.client.getBlock({ name: blockName(id) });
  assert.deepEqual([evaluated.summary?.reference, evaluated.summary?.evaluationCount], ['residual', 1]);
});
