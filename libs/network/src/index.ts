export { buildLayerGraph, buildLayerGraphAsCoded } from './build-layer-graph.js';
export { exceedsChannels } from './channel-bound.js';
export { type FittedStack, scaleStack, stackOfFlops } from './equal-flops.js';
export { MAX_CHANNELS } from './graph-builder.js';
export { initialiseWeights } from './initialise-weights.js';
export {
  BATCH_NORMALISATION,
  type FeatureShape,
  type Figures,
  type GraphNode,
  type LayerGraph,
  type Operation,
  type WeightSpec,
} from './layer-graph.js';
export { onePixelWarning } from './one-pixel-stages.js';
export { exceededLimits, type Limits, limitsSchema } from './limits.js';
export { NetworkError, type NetworkErrorCode } from './network-error.js';
export { networkFigures } from './network-figures.js';
export { decodeSafetensors, decodeSafetensorsFile, type SafetensorsFile } from './safetensors-decode.js';
export {
  SAFETENSORS_LENGTH_BYTES,
  safetensorsHeaderBytes,
  safetensorsIndex,
  type SafetensorsIndex,
  type TensorPlace,
} from './safetensors-index.js';
export {
  encodeSafetensors,
  type SafetensorsEntry,
  safetensorsHead,
  safetensorsParts,
  type SafetensorsOptions,
} from './safetensors-encode.js';
export { checkStack, type Stack, stackSchema } from './stack.js';
export { cifarStack, imagenetStack, type ImageKind, smallStack } from './stack-presets.js';
export { initialWeightSource, weightOf, type WeightSource } from './weight-source.js';
export { weightSize } from './weight-specs.js';
export { MAX_WEIGHTS_BYTES, type Weights, type WeightTensor } from './weights.js';
export { checkWeights, checkWeightShapes } from './weights-fit.js';
