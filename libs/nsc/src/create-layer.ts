import { CONVOLUTION_KERNELS, LAYER_TYPE_CODES, POOLING_KERNELS } from './layer.js';
import type { Layer, LayerType } from './layer.js';
import { BLOCK_INPUT, checkIndex, MAX_LAYERS } from './layer-index.js';
import { LAYER_TYPES, NO_KERNEL, predecessorCount } from './layer-type.js';
import { NscError } from './nsc-error.js';
import { quote } from './quoting.js';

/** A layer that nobody has checked yet; see {@link createLayer}. */
export interface LayerParts {
  readonly type: unknown;
  /** 0 or left out where the type has none. */
  readonly kernel?: unknown;
  readonly predecessors: unknown;
}

/** Makes the layer at an index. Throws {@link NscError} where it would be illegal there. */
export function createLayer(index: number, parts: LayerParts): Layer {
  checkLayerIndex(index);
  const { type, kernel = 0 } = parts;
  if (!isLayerType(type)) {
    throw new NscError('type', `unknown type ${quote(type)}; allowed: ${LAYER_TYPES.join(', ')}`, index);
  }
  const predecessors = checkPredecessors(index, type, parts.predecessors);
  switch (type) {
    case 'convolution':
      return freeze(
        {
          type,
          kernel: oneOf(CONVOLUTION_KERNELS, kernel, type, index),
          predecessors: one(predecessors),
        },
        index,
      );
    case 'maxPooling':
    case 'averagePooling':
      return freeze(
        {
          type,
          kernel: oneOf(POOLING_KERNELS, kernel, type, index),
          predecessors: one(predecessors),
        },
        index,
      );
    case 'identity':
      oneOf(NO_KERNEL, kernel, type, index);
      return freeze({ type, predecessors: one(predecessors) }, index);
    case 'add':
    case 'concat':
      oneOf(NO_KERNEL, kernel, type, index);
      return freeze({ type, predecessors }, index);
  }
}

function checkLayerIndex(index: number): void {
  checkIndex(index);
  if (index > MAX_LAYERS) {
    throw new NscError(
      'index',
      `index ${String(index)} is too high; a block has at most ${String(MAX_LAYERS)} layers`,
    );
  }
}

function isLayerType(type: unknown): type is LayerType {
  return typeof type === 'string' && Object.hasOwn(LAYER_TYPE_CODES, type);
}

function oneOf<K extends number>(allowed: readonly K[], kernel: unknown, type: LayerType, index: number): K {
  const found = allowed.find((size) => size === kernel);
  if (found === undefined) {
    const bound = allowed.length === 1 ? 'has no kernel (0)' : `takes kernel ${allowed.join(', ')}`;
    throw new NscError('kernel', `kernel is ${quote(kernel)}, but ${type} ${bound}`, index);
  }
  return found;
}

/** The two predecessors; of a type with a single one, the second is 0. */
function checkPredecessors(index: number, type: LayerType, predecessors: unknown): readonly [number, number] {
  if (!Array.isArray(predecessors)) {
    throw new NscError('pred1', `predecessors are ${quote(predecessors)}, not an array`, index);
  }
  const count = predecessorCount(type);
  if (predecessors.length !== count) {
    throw new NscError(
      predecessors.length === 0 ? 'pred1' : 'pred2',
      `${type} has ${count === 1 ? 'one predecessor' : 'two predecessors'}, not ${String(predecessors.length)}`,
      index,
    );
  }
  return [
    checkPredecessor(index, 'pred1', predecessors[0]),
    count === 2 ? checkPredecessor(index, 'pred2', predecessors[1]) : 0,
  ];
}

function checkPredecessor(index: number, field: 'pred1' | 'pred2', predecessor: unknown): number {
  const bound =
    index === 1
      ? 'the first layer can only read 0 (the input)'
      : `allowed: 0 (the input) to ${String(index - 1)}`;
  if (typeof predecessor !== 'number' || !Number.isInteger(predecessor) || predecessor < BLOCK_INPUT) {
    throw new NscError(field, `predecessor ${quote(predecessor)} is not an index; ${bound}`, index);
  }
  if (predecessor >= index) {
    const what = predecessor === index ? 'the layer itself' : 'a forward reference';
    throw new NscError(field, `predecessor ${String(predecessor)} is ${what}; ${bound}`, index);
  }
  // Turns −0 into 0.
  return predecessor + 0;
}

function one(predecessors: readonly [number, number]): readonly [number] {
  return [predecessors[0]];
}

function freeze<L extends Layer>(layer: L, index: number): L {
  Object.freeze(layer.predecessors);
  legalFrom.set(layer, index);
  return Object.freeze(layer);
}

/** Of each layer that was made here, an index at which it is legal: then it is legal at every later one too. */
const legalFrom = new WeakMap<object, number>();

/** Whether a layer was made by {@link createLayer} and may stand at an index. */
export function isKnownLegal(index: number, layer: object): layer is Layer {
  const from = legalFrom.get(layer);
  return from !== undefined && from <= index && index <= MAX_LAYERS;
}
