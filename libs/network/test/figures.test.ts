import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildLayerGraph, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const stack: Stack = {
  input: { height: 8, width: 8, channels: 3 },
  stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
  stages: [
    { repeats: 1, filters: 4 },
    { repeats: 1, filters: 8 },
  ],
  classes: 10,
};

// 2 · 3² · 3 · 4 at 8×8 pixels.
const STEM_FLOPS = 13_824;
// Kernel 3² · 3 · 4, and γ and β.
const STEM_PARAMETERS = 108 + 8;
// rescale 8 · 8 · 3, convolution and normalisation 8 · 8 · 4.
const STEM_VALUES = 192 + 256 + 256;

describe('figures computed by hand', () => {
  test('residual block over two stages: one shortcut fits, the other is projected', () => {
    const { figures } = buildLayerGraph(parseBlock('conv3@0,conv3@1,add@2+0'), stack);
    const firstStage = 2 * (2 * 9 * 4 * 4 * 64);
    const secondStage = 2 * 9 * 4 * 8 * 16 + 2 * 9 * 8 * 8 * 16 + 2 * 4 * 8 * 16;
    assert.equal(firstStage, 36_864);
    assert.equal(secondStage, 28_672);
    assert.deepEqual(figures, {
      flops: STEM_FLOPS + 36_864 + 28_672 + 2 * 8 * 10,
      parameters: STEM_PARAMETERS + 2 * (144 + 8) + (288 + 16) + (576 + 16) + 32 + (80 + 10),
      // Two cells of 3 nodes and the add at 8×8×4; pooling 4×4×4; ReLU 4×4×4, then 7 nodes of 4×4×8; the head.
      activationBytes: 4 * (STEM_VALUES + 7 * 256 + 64 + 64 + 7 * 128 + (8 + 10 + 10)),
    });
    assert.deepEqual(figures, { flops: 79_520, parameters: 1_438, activationBytes: 14_192 });
  });

  test('inception block twice in a stage: the second reads the three branches of the first', () => {
    const inception = parseBlock('conv1@0,conv1@0,conv3@2,max3@0,conv1@4');
    const { figures } = buildLayerGraph(inception, {
      ...stack,
      stages: [{ repeats: 2, filters: 4 }],
      classes: 3,
    });
    const firstBlock = 3 * (2 * 4 * 4 * 64) + 2 * 9 * 4 * 4 * 64;
    const secondBlock = 3 * (2 * 12 * 4 * 64) + 2 * 9 * 4 * 4 * 64;
    assert.deepEqual(figures, {
      flops: STEM_FLOPS + firstBlock + secondBlock + 2 * 12 * 3,
      parameters: STEM_PARAMETERS + (3 * 16 + 144 + 4 * 8) + (3 * 48 + 144 + 4 * 8) + (36 + 3),
      // First block: 4 cells, pooling, concat of 12 channels. Second: ReLUs and pooling of 12 channels.
      activationBytes:
        4 * (STEM_VALUES + 12 * 256 + 256 + 768 + 3 * (768 + 512) + 768 + 768 + 768 + (12 + 3 + 3)),
    });
    assert.deepEqual(figures, { flops: 75_336, parameters: 699, activationBytes: 43_848 });
  });

  test('odd sizes round up at every stride', () => {
    const graph = buildLayerGraph(parseBlock('conv1@0'), {
      input: { height: 7, width: 5, channels: 1 },
      stem: { filters: 2, kernel: 5, stride: 2, pooling: true },
      stages: [
        { repeats: 1, filters: 2 },
        { repeats: 1, filters: 2 },
      ],
      classes: 2,
    });
    const shapes = Object.fromEntries(
      graph.nodes.map(({ id, shape }) => [id, [shape.height, shape.width, shape.channels]]),
    );
    assert.deepEqual(shapes, {
      input: [7, 5, 1],
      rescale: [7, 5, 1],
      stem_conv: [4, 3, 2],
      stem_bn: [4, 3, 2],
      stem_pool: [2, 2, 2],
      stage1_block1_layer1_relu: [2, 2, 2],
      stage1_block1_layer1_conv: [2, 2, 2],
      stage1_block1_layer1_bn: [2, 2, 2],
      stage2_pool: [1, 1, 2],
      stage2_block1_layer1_relu: [1, 1, 2],
      stage2_block1_layer1_conv: [1, 1, 2],
      stage2_block1_layer1_bn: [1, 1, 2],
      global_pool: [1, 1, 2],
      logits: [1, 1, 2],
      softmax: [1, 1, 2],
    });
    assert.equal(graph.figures.flops, 2 * 25 * 2 * 12 + 2 * 4 * 4 + 2 * 4 + 2 * 4);
  });

  test('a block that passes its input on costs nothing', () => {
    const { nodes, figures } = buildLayerGraph(parseBlock('id@0'), {
      ...stack,
      stages: [{ repeats: 3, filters: 4 }],
    });
    assert.deepEqual(
      nodes.map(({ id }) => id),
      ['input', 'rescale', 'stem_conv', 'stem_bn', 'global_pool', 'logits', 'softmax'],
    );
    assert.equal(figures.flops, STEM_FLOPS + 2 * 4 * 10);
  });

  test('the paper’s search network of one 3×3 convolution', () => {
    const { figures } = buildLayerGraph(parseBlock('conv3@0'), {
      input: { height: 32, width: 32, channels: 3 },
      stem: { filters: 32, kernel: 3, stride: 1, pooling: false },
      stages: [
        { repeats: 4, filters: 32 },
        { repeats: 4, filters: 64 },
        { repeats: 4, filters: 128 },
      ],
      classes: 10,
    });
    const stages = 4 * (32 * 32) * 1024 + (32 * 64 + 3 * 64 * 64) * 256 + (64 * 128 + 3 * 128 * 128) * 64;
    assert.equal(figures.flops, 2 * (9 * (3 * 32 * 1024 + stages) + 128 * 10));
  });
});
