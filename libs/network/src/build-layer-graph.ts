import { type Block, canonicalBlock } from '@blockqnn/nsc';
import { addBlock } from './block-nodes.js';
import { GraphBuilder } from './graph-builder.js';
import type { LayerGraph } from './layer-graph.js';
import { checkStack, type Stack } from './stack.js';

/** Brings pixels 0–255 to −2 … 2. */
const RESCALE = { kind: 'rescale', scale: 1 / 63.75, offset: -2 } as const;

/**
 * The network that a stack makes of a block's canonical form. The same block and stack always give the
 * same graph, whichever way the block was written.
 *
 * Throws {@link NetworkError}: `UNUSABLE_STACK` where no block would do, `INFEASIBLE` where this one
 * gives a network too large to be built.
 */
export function buildLayerGraph(block: Block, stack: Stack): LayerGraph {
  return buildLayerGraphAsCoded(canonicalBlock(block), stack);
}

/**
 * Like {@link buildLayerGraph}, of the block just as it is written: with a pooling of kernel 1 as a
 * pooling, duplicates as duplicates, everything in the order of the code. For proofs that the canonical
 * form computes the same.
 */
export function buildLayerGraphAsCoded(block: Block, stack: Stack): LayerGraph {
  checkStack(stack);
  const graph = new GraphBuilder(stack.input);
  let value = addStem(graph, stack);
  for (const [index, { repeats, filters }] of stack.stages.entries()) {
    const stage = `stage${index + 1}`;
    if (index > 0) value = graph.add(`${stage}_pool`, { kind: 'maxPooling', kernel: 2, stride: 2 }, value);
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      value = addBlock(graph, block, `${stage}_block${repeat}`, value, filters);
    }
  }
  value = graph.add('global_pool', { kind: 'globalAveragePooling' }, value);
  value = graph.add('logits', { kind: 'dense', units: stack.classes }, value);
  graph.add('softmax', { kind: 'softmax' }, value);
  return graph.build(stack.classes);
}

function addStem(graph: GraphBuilder, { stem }: Stack): string {
  const { kernel, stride, filters } = stem;
  const pixels = graph.add('rescale', RESCALE, 'input');
  const convolution = graph.add('stem_conv', { kind: 'convolution', kernel, stride, filters }, pixels);
  const normalised = graph.add('stem_bn', { kind: 'batchNormalisation' }, convolution);
  return stem.pooling
    ? graph.add('stem_pool', { kind: 'maxPooling', kernel: 3, stride: 2 }, normalised)
    : normalised;
}
