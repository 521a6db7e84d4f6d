import {
  type LayerGraph,
  weightSize,
  type WeightSpec,
  type Weights,
  type WeightTensor,
} from '@blockqnn/network';
import { isDecayed } from '../optimiser.js';

/** Places of weights in a flat vector, one behind the other: first those that decay, each in the order of the graph. */
export class WeightLayout {
  readonly specs: readonly WeightSpec[];
  /** Values in all. */
  readonly size: number;
  /** Values at the beginning that weight decay is for. */
  readonly decayedSize: number;

  constructor({ nodes }: LayerGraph, trainable: boolean) {
    const specs = nodes.flatMap(({ weights }) => weights.filter((spec) => spec.trainable === trainable));
    const decayed = specs.filter(isDecayed);
    this.specs = [...decayed, ...specs.filter((spec) => !isDecayed(spec))];
    this.size = sizeOf(specs);
    this.decayedSize = sizeOf(decayed);
  }

  /** Of each weight, in values. */
  get sizes(): readonly number[] {
    return this.specs.map(({ shape }) => weightSize(shape));
  }

  /**
   * @param weights - checked to be those of the graph
   * @param nameOf - how a weight's values are called there
   */
  pack(weights: Weights, nameOf = (weight: string): string => weight): Float32Array {
    const values = new Float32Array(this.size);
    let offset = 0;
    for (const { name } of this.specs) {
      const data = weights.get(nameOf(name))?.data ?? new Float32Array();
      values.set(data, offset);
      offset += data.length;
    }
    return values;
  }

  /** Copies. */
  *unpack(
    values: Float32Array,
    nameOf = (weight: string): string => weight,
  ): Generator<[string, WeightTensor], void, undefined> {
    let offset = 0;
    for (const { name, shape } of this.specs) {
      const size = weightSize(shape);
      yield [nameOf(name), { shape, data: values.slice(offset, offset + size) }];
      offset += size;
    }
  }
}

function sizeOf(specs: readonly WeightSpec[]): number {
  return specs.reduce((sum, { shape }) => sum + weightSize(shape), 0);
}
