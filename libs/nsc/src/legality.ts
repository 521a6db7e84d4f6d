import { BLOCK_INPUT, CONVOLUTION_KERNELS, LAYER_TYPE_CODES, POOLING_KERNELS } from './layer.js';
import type { Layer, LayerType } from './layer.js';
import { MAX_LAYERS } from './max-layers.js';
import { NscError } from './nsc-error.js';
import { quote } from './quoting.js';

/** All types in the order of their codes. */
export const LAYER_TYPES: readonly LayerType[] = [
  'convolution',
  'maxPooling',
  'averagePooling',
  'identity',
  'add',
  'concat',
];

const NO_KERNEL = [0] as const;

/** Kernel sizes that a type may have, in pixels; [0] where it has none. */
export function legalKernels(type: LayerType): readonly number[] {
  switch (type) {
    case 'convolution':
      return CONVOLUTION_KERNELS;
    case 'maxPooling':
    case 'averagePooling':
      return POOLING_KERNELS;
    case 'identity':
    case 'add':
    case 'concat':
      return NO_KERNEL;
  }
}

/** How many predecessors a type has. */
export function predecessorCount(type: LayerType): 1 | 2 {
  return type === 'add' || type === 'concat' ? 2 : 1;
}

/** Predecessors that the layer at an index may have: the block's input and every smaller index. */
export function legalPredecessors(index: number): readonly number[] {
  checkIndex(index);
  return Array.from({ length: index }, (_, predecessor) => predecessor + BLOCK_INPUT);
}

/** Types that the layer at an index may have: all, or none behind the last layer. */
export function legalLayerTypes(index: number, maxLayers: number = MAX_LAYERS): readonly LayerType[] {
  checkIndex(index);
  return index <= maxLayers ? LAYER_TYPES : [];
}

/** Whether the code may end at an index instead of having a layer there: a block has at least one layer. */
export function isTerminalLegal(index: number): boolean {
  checkIndex(index);
  return index > 1;
}

/**
 * How many layers are legal at an index, Terminal not counted. Swapped predecessors count as two layers.
 * At index i: 3i convolutions, 4i poolings, i identities, i² adds and i² concats, so 1,242 at index 23.
 */
export function countLegalLayers(index: number, maxLayers: number = MAX_LAYERS): number {
  return legalLayerTypes(index, maxLayers)
    .map((type) => legalKernels(type).length * index ** predecessorCount(type))
    .reduce((sum, count) => sum + count, 0);
}

/** Every layer that is legal at an index, Terminal left out, in the order of their 5-tuples. */
export function legalLayers(index: number, maxLayers: number = MAX_LAYERS): readonly Layer[] {
  const predecessors = legalPredecessors(index);
  const pairs = predecessors.flatMap((first) => predecessors.map((second) => [first, second]));
  return legalLayerTypes(index, maxLayers).flatMap((type) =>
    legalKernels(type).flatMap((kernel) =>
      (predecessorCount(type) === 2 ? pairs : predecessors.map((predecessor) => [predecessor])).map(
        (chosen) => createLayer(index, { type, kernel, predecessors: chosen }),
      ),
    ),
  );
}

/** A layer that nobody has checked yet; see {@link createLayer}. */
export interface LayerParts {
  readonly type: unknown;
  /** 0 or left out where the type has none. */
  readonly kernel?: unknown;
  readonly predecessors: unknown;
}

/** Makes the layer at an index. Throws {@link NscError} where it would be illegal there. */
export function createLayer(index: number, parts: LayerParts): Layer {
  checkIndex(index);
  const { type, kernel = 0 } = parts;
  if (!isLayerType(type)) {
    throw new NscError('type', `unknown type ${quote(type)}; allowed: ${LAYER_TYPES.join(', ')}`, index);
  }
  const predecessors = checkPredecessors(index, type, parts.predecessors);
  switch (type) {
    case 'convolution':
      return freeze({
        type,
        kernel: oneOf(CONVOLUTION_KERNELS, kernel, type, index),
        predecessors: one(predecessors),
      });
    case 'maxPooling':
    case 'averagePooling':
      return freeze({
        type,
        kernel: oneOf(POOLING_KERNELS, kernel, type, index),
        predecessors: one(predecessors),
      });
    case 'identity':
      oneOf(NO_KERNEL, kernel, type, index);
      return freeze({ type, predecessors: one(predecessors) });
    case 'add':
    case 'concat':
      oneOf(NO_KERNEL, kernel, type, index);
      return freeze({ type, predecessors });
  }
}

function isLayerType(type: unknown): type is LayerType {
  return typeof type === 'string' && Object.hasOwn(LAYER_TYPE_CODES, type);
}

function checkIndex(index: number): void {
  if (!Number.isSafeInteger(index) || index < 1) {
    throw new NscError('index', `index ${quote(index)} is not an integer of at least 1`);
  }
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

function freeze<L extends Layer>(layer: L): L {
  Object.freeze(layer.predecessors);
  return Object.freeze(layer);
}
