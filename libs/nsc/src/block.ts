import type { Layer } from './layer.js';
import { createLayer, isKnownLegal } from './create-layer.js';
import { MAX_LAYERS } from './layer-index.js';
import { NscError } from './nsc-error.js';
import { quote } from './quoting.js';

/**
 * A legal block: 1 to {@link MAX_LAYERS} layers, each with predecessors of smaller index. Made by
 * `createBlock`, `parseBlock` or `blockFromTuples` only, so whoever holds one need not check it.
 * Layers without a successor are concatenated, in index order, to give the block's output.
 */
export interface Block {
  readonly layers: readonly Layer[];
}

/**
 * Makes a block of its layers, which are checked and copied: whatever the caller passes in, it gets a legal
 * and frozen block or an {@link NscError}.
 *
 * @example
 * createBlock([{ type: 'convolution', kernel: 3, predecessors: [0] }, { type: 'add', predecessors: [1, 0] }]);
 */
export function createBlock(layers: readonly Layer[]): Block {
  const given: unknown = layers;
  if (!Array.isArray(given)) {
    throw new NscError('code', `a block is an array of layers, not ${quote(given)}`);
  }
  checkLayerCount(given.length);
  return Object.freeze({
    layers: Object.freeze(Array.from(given, (layer: unknown, position) => checkedLayer(position + 1, layer))),
  });
}

/** Throws {@link NscError} unless a block may have so many layers. */
export function checkLayerCount(count: number): void {
  if (count < 1 || count > MAX_LAYERS) {
    throw new NscError(
      'code',
      count === 0
        ? 'no layers; a block has at least one, for instance conv3@0'
        : `${String(count)} layers; a block has at most ${String(MAX_LAYERS)}`,
    );
  }
}

/** Indices of the layers that no layer reads, in ascending order. Their concatenation is the block's output. */
export function outputLayers(block: Block): readonly number[] {
  const isRead: boolean[] = new Array<boolean>(block.layers.length + 1).fill(false);
  for (const { predecessors } of block.layers) for (const index of predecessors) isRead[index] = true;
  const outputs: number[] = [];
  for (let index = 1; index < isRead.length; index += 1) if (isRead[index] === false) outputs.push(index);
  return outputs;
}

function checkedLayer(index: number, layer: unknown): Layer {
  if (typeof layer !== 'object' || layer === null || !('type' in layer) || !('predecessors' in layer)) {
    throw new NscError('layer', `${quote(layer)} is no layer; it needs type and predecessors`, index);
  }
  if (isKnownLegal(index, layer)) return layer;
  return createLayer(index, layer);
}
