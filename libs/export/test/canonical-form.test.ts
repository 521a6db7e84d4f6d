import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildLayerGraph, buildLayerGraphAsCoded, type LayerGraph, type Stack } from '@blockqnn/network';
import { type Block, canonicalBlock, formatBlock, parseBlock } from '@blockqnn/nsc';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { matchLayers } from './block-isomorphism.js';
import { carryWeights } from './carried-weights.js';
import { evaluatePlainly } from './plain-network.js';
import { randomBlocks } from './random-blocks.js';
import { randomPixels, trainedLookingWeights } from './random-weights.js';

/** Filters double, so that a concat of the block's input with itself has as many channels as the second stage filters. */
const stack: Stack = {
  input: { height: 6, width: 5, channels: 2 },
  stem: { filters: 2, kernel: 3, stride: 1, pooling: false },
  stages: [
    { repeats: 2, filters: 2 },
    { repeats: 2, filters: 4 },
  ],
  classes: 3,
};

/** The network as coded computes what the canonical one does, with the same weights in its own order. */
function assertSameFunction(block: Block, coded: LayerGraph, canonical: LayerGraph, seed: number): void {
  const layers = matchLayers(block, canonicalBlock(block));
  assert.ok(layers, `${formatBlock(block)} and ${formatBlock(canonicalBlock(block))} are not one block`);
  assert.equal(coded.figures.parameters, canonical.figures.parameters);
  assert.equal(coded.figures.flops, canonical.figures.flops);
  const weights = trainedLookingWeights(canonical, seed);
  const carried = carryWeights(coded, canonical, layers, weights);
  const { height, width, channels } = stack.input;
  const pixels = tf.tensor4d(randomPixels(2 * height * width * channels, seed), [2, height, width, channels]);
  const expected = evaluatePlainly(canonical, weights, pixels).logits;
  const actual = evaluatePlainly(coded, carried, pixels).logits;
  pixels.dispose();
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs(value - (actual[index] ?? Number.NaN));
    assert.ok(
      difference <= 1e-4 * scale,
      `${formatBlock(block)}: logit ${index} is ${actual[index]} for ${value}`,
    );
  }
}

const equivalences: [string, string, string][] = [
  ['identity forwards', 'id@0,conv3@1,id@2,conv1@3', 'conv3@0,conv1@1'],
  ['pooling of kernel 1 forwards', 'max1@0,conv3@1,avg1@2,add@3+1', 'conv3@0,add@1+0'],
  ['an identity as output', 'conv3@0,max1@1,conv1@1', 'conv3@0,id@1,conv1@1'],
  ['an output twice', 'conv3@0,id@1,avg1@1', 'conv3@0,max1@1,id@1'],
  ['the input as output', 'max1@0,conv3@0', 'conv3@0,id@0'],
  ['operands of add swap', 'conv3@0,conv1@0,add@1+2,conv5@3', 'conv3@0,conv1@0,add@2+1,conv5@3'],
  ['operands of add swap, one projected', 'conv3@0,cat@0+1,add@1+2', 'conv3@0,cat@0+1,add@2+1'],
  ['operands of add swap, both projected', 'max3@0,avg3@0,add@1+2', 'max3@0,avg3@0,add@2+1'],
  ['operands of concat swap before a convolution', 'conv3@0,cat@1+0,conv3@2', 'conv3@0,cat@0+1,conv3@2'],
  [
    'operands of concat swap before a pooling',
    'conv3@0,cat@1+0,max3@2,conv1@3',
    'conv3@0,cat@0+1,max3@2,conv1@3',
  ],
  ['operands of concat swap before an add', 'conv3@0,cat@1+0,add@1+2', 'conv3@0,cat@0+1,add@1+2'],
  // Both concats have 4 channels in the second stage's first block, which is what an add there needs.
  [
    'operands of concat swap, channels fit an add',
    'conv1@0,max3@0,cat@0+2,add@3+1',
    'conv1@0,max3@0,cat@2+0,add@1+3',
  ],
  [
    'operands of concat swap, channels fit an add after pooling',
    'conv1@0,max3@0,cat@0+2,avg3@3,add@4+1',
    'conv1@0,max3@0,cat@2+0,avg3@3,add@4+1',
  ],
  ['operands of concat swap at the output', 'conv3@0,cat@1+0', 'conv3@0,cat@0+1'],
  [
    'operands of concat swap inside a concat',
    'conv3@0,cat@1+0,avg3@0,cat@2+3',
    'conv3@0,cat@0+1,avg3@0,cat@3+2',
  ],
  ['layers reorder', 'conv3@0,conv5@0,conv1@1,add@2+3', 'conv5@0,conv3@0,conv1@2,add@1+3'],
  ['outputs reorder', 'conv3@0,max3@0,conv1@1', 'max3@0,conv3@0,conv1@2'],
  ['outputs reorder, as many channels as the next stage’s filters', 'max3@0,avg3@0', 'avg3@0,max3@0'],
  ['poolings merge', 'conv3@0,max3@1,max3@1,conv1@2,conv5@3', 'conv3@0,max3@1,conv1@2,conv5@2'],
  ['poolings of the input merge', 'avg3@0,avg3@0,conv1@1,add@2+3', 'avg3@0,conv1@1,add@1+2'],
  ['concats merge', 'conv3@0,cat@1+0,cat@0+1,conv1@2,conv5@3', 'conv3@0,cat@1+0,conv1@2,conv5@2'],
  [
    'poolings of merged concats merge',
    'cat@0+0,cat@0+0,max3@1,max3@2,conv1@3,conv3@4',
    'cat@0+0,max3@1,conv1@2,conv3@2',
  ],
  [
    'adds of convolutions merge',
    'conv3@0,conv1@0,add@1+2,add@2+1,conv1@3,conv5@4',
    'conv3@0,conv1@0,add@1+2,conv1@3,conv5@3',
  ],
  [
    'adds of adds and pooled convolutions merge',
    'conv3@0,max3@1,add@1+1,add@2+3,add@3+2,conv1@4,conv5@5',
    'conv3@0,max3@1,add@1+1,add@2+3,conv1@4,conv5@4',
  ],
];

describe('codes that the canonical form takes for one block compute one function, up to weights', () => {
  for (const [name, one, other] of equivalences) {
    test(name, () => {
      const blocks = [parseBlock(one), parseBlock(other)];
      const [text, otherText] = blocks.map((block) => formatBlock(canonicalBlock(block)));
      assert.equal(text, otherText);
      for (const block of blocks) {
        assertSameFunction(block, buildLayerGraphAsCoded(block, stack), buildLayerGraph(block, stack), 3);
      }
    });
  }

  test('random blocks', () => {
    fc.assert(
      fc.property(randomBlocks(8), fc.nat(), (block, seed) => {
        const coded = feasibleGraph(block);
        fc.pre(coded !== undefined);
        assertSameFunction(block, coded, buildLayerGraph(block, stack), seed);
      }),
      { numRuns: 100 },
    );
  });
});

function feasibleGraph(block: Block): LayerGraph | undefined {
  try {
    const graph = buildLayerGraphAsCoded(block, stack);
    return graph.figures.flops + graph.figures.activationBytes < 2e6 ? graph : undefined;
  } catch {
    return undefined;
  }
}

describe('codes with other weights are other blocks', () => {
  const cases: [string, string, string][] = [
    ['equal convolutions', 'conv3@0,conv3@0,max3@1,avg3@2', 'conv3@0,max3@1,avg3@1'],
    ['adds of a projected input', 'max3@0,add@0+1,add@0+1,conv1@2,conv3@3', 'max3@0,add@0+1,conv1@2,conv3@2'],
    [
      'adds of a concat',
      'cat@0+0,conv3@0,add@1+2,add@1+2,conv1@3,conv3@4',
      'cat@0+0,conv3@0,add@1+2,conv1@3,conv3@3',
    ],
  ];
  for (const [name, one, other] of cases) {
    test(name, () => {
      const [first, second] = [parseBlock(one), parseBlock(other)];
      assert.notEqual(formatBlock(canonicalBlock(first)), formatBlock(canonicalBlock(second)));
      const parameters = [first, second].map((block) => buildLayerGraph(block, stack).figures.parameters);
      assert.notEqual(parameters[0], parameters[1]);
    });
  }
});
