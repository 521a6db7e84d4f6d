import { buildLayerGraph, type GraphNode, type Stack } from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';

/** What follows what in a network, a stage of equal blocks being one step. */
export interface NetworkStep {
  readonly text: string;
  /** What comes out of it: `32×32×3` is height × width × channels. */
  readonly shape: string;
  readonly isBlock: boolean;
}

/** From the image to the classes. Throws a NetworkError where the stack cannot be built of the block. */
export function networkSteps(block: Block, stack: Stack): readonly NetworkStep[] {
  const { nodes } = buildLayerGraph(block, stack);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const step = (text: string, node: GraphNode | undefined, isBlock = false): NetworkStep => ({
    text,
    shape: node
      ? `${String(node.shape.height)}×${String(node.shape.width)}×${String(node.shape.channels)}`
      : '',
    isBlock,
  });
  const { stem, stages, classes } = stack;
  const stride = stem.stride === 1 ? '' : `, stride ${String(stem.stride)}`;
  const square = (kernel: number): string => `${String(kernel)}×${String(kernel)}`;
  return [
    step('image', byId.get('input')),
    step(`conv ${square(stem.kernel)}${stride}`, byId.get('stem_bn')),
    ...(stem.pooling ? [step('max pool 3×3, stride 2', byId.get('stem_pool'))] : []),
    ...stages.flatMap(({ repeats }, index) => {
      const after = byId.get(index + 1 < stages.length ? `stage${String(index + 2)}_pool` : 'global_pool');
      const pool = byId.get(`stage${String(index + 1)}_pool`);
      return [
        ...(pool ? [step('max pool 2×2, stride 2', pool)] : []),
        step(`block × ${String(repeats)}`, byId.get(after?.inputs[0] ?? ''), true),
      ];
    }),
    step('global average pool', byId.get('global_pool')),
    step(`dense, softmax: ${String(classes)} classes`, undefined),
  ];
}
