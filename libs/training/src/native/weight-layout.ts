import {
  type LayerGraph,
  weightSize,
  type WeightSpec,
  type Weights,
  type WeightTensor,
} from '@blockqnn/network';

/** Places of weights in a flat vector, one behind the other in the order of the graph. */
export class WeightLayout {
  readonly specs: readonly WeightSpec[];
  /** Values in all. */
  readonly size: number;

  constructor({ nodes }: LayerGraph, trainable: boolean) {
    this.specs = nodes.flatMap(({ weights }) => weights.filter((spec) => spec.trainable === trainable));
    this.size = this.sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Of each weight, in values. */
  get sizes(): readonly number[] {
    return this.specs.map(({ shape }) => weightSize(shape));
  }

  /** @param weights - checked to be those of the graph */
  pack(weights: Weights): Float32Array {
    const values = new Float32Array(this.size);
    let offset = 0;
    for (const { name } of this.specs) {
      const data = weights.get(name)?.data ?? new Float32Array();
      values.set(data, offset);
      offset += data.length;
    }
    return values;
  }

  /** Copies. */
  *unpack(values: Float32Array): Generator<[string, WeightTensor], void, undefined> {
    let offset = 0;
    for (const { name, shape } of this.specs) {
      const size = weightSize(shape);
      yield [name, { shape, data: values.slice(offset, offset + size) }];
      offset += size;
    }
  }
}
