export { createBlock, outputLayers } from './block.js';
export type { Block } from './block.js';
export { blockId, canonicalBlock } from './canonical.js';
export {
  blockSketch,
  distanceBound,
  formatSketch,
  readSketch,
  SKETCH_BYTES,
  type BlockSketch,
} from './distance/block-sketch.js';
export {
  blockDistance,
  blockProfile,
  canonicalProfile,
  profileDistance,
  type BlockProfile,
} from './distance/block-distance.js';
export { BlockIndex } from './distance/block-index.js';
export type { IndexedBlock, NearBlock, NearestWanted } from './distance/block-index.js';
export { LAYER_BYTES, LAYER_KINDS, NO_PREDECESSOR, readCompactLayers } from './distance/compact-layers.js';
export { blockToDot } from './dot.js';
export { drawBlock } from './drawing.js';
export { createLayer } from './create-layer.js';
export type { LayerParts } from './create-layer.js';
export { density, edgeCount, nodeCount } from './density.js';
export { CONVOLUTION_KERNELS, kernelOf, LAYER_TYPE_CODES, POOLING_KERNELS, TERMINAL_CODE } from './layer.js';
export type {
  ConvolutionKernel,
  ConvolutionLayer,
  IdentityLayer,
  Layer,
  LayerType,
  MergeLayer,
  PoolingKernel,
  PoolingLayer,
} from './layer.js';
export {
  countLegalLayers,
  isTerminalLegal,
  legalLayers,
  legalLayerTypes,
  legalPredecessors,
} from './legality.js';
export { BLOCK_INPUT, MAX_LAYERS } from './layer-index.js';
export { LAYER_TYPES, legalKernels, predecessorCount } from './layer-type.js';
export { NscError } from './nsc-error.js';
export type { NscField } from './nsc-error.js';
export { REFERENCE_BLOCKS, referenceName, referenceNamed, referenceOf } from './reference-blocks.js';
export type { ReferenceBlock } from './reference-blocks.js';
export {
  blockOfText,
  formatBlock,
  formatLayer,
  LAYER_TYPE_WORDS,
  MAX_TEXT_LENGTH,
  parseBlock,
  parseLayer,
} from './text.js';
export { blockFromTuples, blockToTuples } from './tuples.js';
export type { LayerTuple } from './tuples.js';
