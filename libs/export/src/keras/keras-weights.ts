import { type GraphNode, type WeightSource, weightOf } from '@blockqnn/network';
import type { Hdf5Object } from './hdf5-messages.js';

/** Names of groups, from those of the layers' classes. */
const GROUPS: Partial<Record<GraphNode['operation']['kind'], string>> = {
  convolution: 'conv2d',
  batchNormalisation: 'batch_normalization',
  dense: 'dense',
};

/**
 * The content of `model.weights.h5`. Keras looks for a layer's weights not by the layer's name but by its
 * class and how many of that class stand before it: `layers/conv2d/vars/0`, `layers/conv2d_1/vars/0`. Our
 * name for it is the group's attribute `name`, where Keras writes it too.
 *
 * @param nodes - in Keras's order
 * @param model - its name
 */
export function* kerasWeights(
  nodes: readonly GraphNode[],
  weights: WeightSource,
  model: string,
): Generator<Hdf5Object> {
  // What the model holds itself: nothing, but Keras before 3.9 looks.
  yield { kind: 'group', group: '', name: 'vars', label: model };
  yield { kind: 'group', group: '', name: 'layers' };
  const counts = new Map<string, number>();
  for (const { id, operation, weights: specs } of nodes) {
    const group = GROUPS[operation.kind];
    if (group === undefined) continue;
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    const name = `${group}${count === 0 ? '' : `_${count}`}`;
    yield { kind: 'group', group: 'layers', name };
    yield { kind: 'group', group: `layers/${name}`, name: 'vars', label: id };
    for (const [index, spec] of specs.entries()) {
      const { shape, data } = weightOf(weights, spec);
      yield { kind: 'dataset', group: `layers/${name}/vars`, name: String(index), shape, data };
    }
  }
}
