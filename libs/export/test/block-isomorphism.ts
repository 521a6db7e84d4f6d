import { type Block, kernelOf, type Layer, outputLayers } from '@blockqnn/nsc';

/**
 * Pairs the layers that hold weights in two codes of one block: result maps layer indices of `code` to
 * those of `other`. Undefined where the codes are two blocks. A plain search with backtracking, for small
 * blocks, that shares nothing with the canonical form that it serves to check.
 */
export function matchLayers(code: Block, other: Block): ReadonlyMap<number, number> | undefined {
  const search = new Search(code, other);
  return search.extend(1, ['x']) ? search.pairs : undefined;
}

class Search {
  readonly pairs = new Map<number, number>();
  readonly #code: Block;
  readonly #other: Block;
  readonly #otherValues: string[] = ['x'];

  constructor(code: Block, other: Block) {
    this.#code = code;
    this.#other = other;
    for (const [position, layer] of other.layers.entries()) {
      const value = weightlessValue(other, layer, this.#otherValues);
      this.#otherValues.push(value ?? `w${position + 1}`);
    }
  }

  /** Names the values of layer `index` and all after it; `values` holds those before. */
  extend(index: number, values: readonly string[]): boolean {
    const layer = this.#code.layers[index - 1];
    if (layer === undefined) return this.#isComplete(values);
    const weightless = weightlessValue(this.#code, layer, values);
    if (weightless !== undefined) return this.extend(index + 1, [...values, weightless]);
    for (const [position, candidate] of this.#other.layers.entries()) {
      const twin = position + 1;
      const isFree = this.#otherValues[twin] === `w${twin}` && ![...this.pairs.values()].includes(twin);
      if (!isFree || signature(layer, values) !== signature(candidate, this.#otherValues)) continue;
      this.pairs.set(index, twin);
      if (this.extend(index + 1, [...values, `w${twin}`])) return true;
      this.pairs.delete(index);
    }
    return false;
  }

  #isComplete(values: readonly string[]): boolean {
    const weighted = this.#otherValues.filter((value, index) => value === `w${index}`);
    const outputs = (block: Block, named: readonly string[]): string =>
      outputLayers(block)
        .map((index) => named[index])
        .sort()
        .join();
    return (
      this.pairs.size === weighted.length &&
      outputs(this.#code, values) === outputs(this.#other, this.#otherValues)
    );
  }
}

/** The value of a layer without weights; undefined for one that has, or in some stage may have, weights. */
function weightlessValue(block: Block, layer: Layer, values: readonly string[]): string | undefined {
  switch (layer.type) {
    case 'convolution':
      return undefined;
    case 'identity':
      return values[layer.predecessors[0]];
    case 'maxPooling':
    case 'averagePooling':
      return layer.kernel === 1 ? values[layer.predecessors[0]] : signature(layer, values);
    case 'add':
      return layer.predecessors.every((index) => isNeverProjected(block, index))
        ? signature(layer, values)
        : undefined;
    case 'concat':
      return signature(layer, values);
  }
}

function isNeverProjected(block: Block, index: number): boolean {
  const layer = block.layers[index - 1];
  if (layer === undefined || layer.type === 'concat') return false;
  return (
    layer.type === 'convolution' || layer.type === 'add' || isNeverProjected(block, layer.predecessors[0])
  );
}

function signature(layer: Layer, values: readonly string[]): string {
  const operands = layer.predecessors.map((index) => values[index]).sort();
  return `${layer.type}${kernelOf(layer)}(${operands.join()})`;
}
