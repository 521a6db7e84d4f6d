import { type GraphNode, type WeightSource, weightOf } from '@blockqnn/network';
import type { Hdf5Dataset } from './hdf5-messages.js';

/** Names of groups, from those of the layers' classes. */
const GROUPS: Partial<Record<GraphNode['operation']['kind'], string>> = {
  convolution: 'conv2d',
  batchNormalisation: 'batch_normalization',
  dense: 'dense',
};

/**
 * The arrays of `model.weights.h5`. Keras looks for a layer's weights not by the layer's name but by its
 * class and how many of that class stand before it: `layers/conv2d/vars/0`, `layers/conv2d_1/vars/0`. Our
 * name for it is the group's attribute `name`, where Keras writes it too.
 *
 * @param nodes - in Keras's order
 */
export function* kerasWeights(nodes: readonly GraphNode[], weights: WeightSource): Generator<Hdf5Dataset> {
  const counts = new Map<string, number>();
  for (const { id, operation, weights: specs } of nodes) {
    const group = GROUPS[operation.kind];
    if (group === undefined) continue;
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    const path = `layers/${group}${count === 0 ? '' : `_${count}`}/vars`;
    for (const [index, spec] of specs.entries()) {
      const { shape, data } = weightOf(weights, spec);
      yield { group: path, label: id, name: String(index), shape, data };
    }
  }
}
