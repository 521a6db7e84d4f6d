import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildLayerGraphAsCoded, type LayerGraph, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const FILTERS = 4;

function graphOf(nsc: string, stages: Stack['stages'] = [{ repeats: 1, filters: FILTERS }]): LayerGraph {
  return buildLayerGraphAsCoded(parseBlock(nsc), {
    input: { height: 8, width: 8, channels: 3 },
    stem: { filters: FILTERS, kernel: 1, stride: 1, pooling: false },
    stages,
    classes: 2,
  });
}

function inputsOf(graph: LayerGraph, id: string): readonly string[] | undefined {
  return graph.nodes.find((node) => node.id === id)?.inputs;
}

function projectionsOf(graph: LayerGraph): string[] {
  return graph.nodes.map(({ id }) => id).filter((id) => id.includes('_project'));
}

describe('operands of an add', () => {
  test('pass unchanged where they have the stage’s filters', () => {
    const graph = graphOf('conv1@0,max3@1,id@0,add@2+3');
    assert.deepEqual(inputsOf(graph, 'stage1_block1_layer4_add'), ['stage1_block1_layer2_pool', 'stem_bn']);
    assert.deepEqual(projectionsOf(graph), []);
  });

  test('are projected where they have another number of channels, both of them if need be', () => {
    const graph = graphOf('add@0+0', [
      { repeats: 1, filters: FILTERS },
      { repeats: 1, filters: 2 * FILTERS },
    ]);
    assert.deepEqual(projectionsOf(graph), [
      'stage2_block1_layer1_project1',
      'stage2_block1_layer1_project2',
    ]);
    assert.deepEqual(inputsOf(graph, 'stage2_block1_layer1_add'), projectionsOf(graph));
    assert.deepEqual(inputsOf(graph, 'stage2_block1_layer1_project2'), ['stage2_pool']);
    const projection = graph.nodes.find(({ id }) => id === 'stage2_block1_layer1_project1');
    assert.deepEqual(
      projection?.weights.map(({ role, shape }) => [role, shape]),
      [['kernel', [1, 1, FILTERS, 2 * FILTERS]]],
    );
  });

  test('are projected where they come from a concat, even with as many channels as the stage has filters', () => {
    const doubled = [
      { repeats: 1, filters: FILTERS },
      { repeats: 1, filters: 2 * FILTERS },
    ];
    const graph = graphOf('cat@0+0,avg3@1,id@2,conv1@0,add@3+4', doubled);
    assert.deepEqual(projectionsOf(graph), [
      'stage1_block1_layer5_project1',
      'stage2_block1_layer5_project1',
    ]);
    const pooled = graph.nodes.find(({ id }) => id === 'stage2_block1_layer2_pool');
    assert.equal(pooled?.shape.channels, 2 * FILTERS);
  });

  test('are projected where the concat is the output of an earlier block', () => {
    // Each block puts out two pooled copies of its input: 4, then 8 channels, which is the second stage's filters.
    const graph = graphOf('max3@0,avg3@0,add@0+0', [
      { repeats: 1, filters: FILTERS },
      { repeats: 1, filters: 3 * FILTERS },
    ]);
    assert.equal(graph.nodes.find(({ id }) => id === 'stage2_pool')?.shape.channels, 3 * FILTERS);
    assert.deepEqual(projectionsOf(graph), [
      'stage2_block1_layer3_project1',
      'stage2_block1_layer3_project2',
    ]);
  });
});

describe('a block’s output', () => {
  test('is the layer without successor', () => {
    assert.deepEqual(inputsOf(graphOf('conv1@0,conv3@1'), 'global_pool'), ['stage1_block1_layer2_bn']);
  });

  test('is the concat of the layers without successor, in the order of their indices', () => {
    const graph = graphOf('conv1@0,max3@0,conv3@1');
    assert.deepEqual(inputsOf(graph, 'stage1_block1_output'), [
      'stage1_block1_layer2_pool',
      'stage1_block1_layer3_bn',
    ]);
    assert.equal(graph.nodes.find(({ id }) => id === 'global_pool')?.shape.channels, 2 * FILTERS);
  });

  test('may be a concat layer', () => {
    assert.deepEqual(inputsOf(graphOf('conv1@0,cat@1+1'), 'global_pool'), ['stage1_block1_layer2_concat']);
  });
});

test('every id is unique, and every node reads earlier ones', () => {
  const { nodes } = graphOf('conv1@0,conv3@0,add@1+2,cat@3+0,max3@4,avg3@0,conv5@5', [
    { repeats: 3, filters: 4 },
    { repeats: 2, filters: 8 },
  ]);
  const seen = new Set<string>();
  for (const { id, inputs } of nodes) {
    assert.match(id, /^[a-z][a-z0-9_]*$/);
    assert.ok(!seen.has(id), id);
    assert.ok(
      inputs.every((input) => seen.has(input)),
      id,
    );
    seen.add(id);
  }
  assert.deepEqual([nodes[0]?.id, nodes.at(-2)?.id, nodes.at(-1)?.id], ['input', 'logits', 'softmax']);
});
