import type { FigureName } from './block-table.js';

/** Each figure in a few words. */
export const FIGURE_DESCRIPTIONS: Readonly<Record<FigureName, string>> = {
  layers: 'layers of the block',
  depth: 'layers on the longest way from the input to the output',
  width: 'most layers of which none is computed from another',
  branches: 'values, the input among them, that several layers read',
  shortcuts: 'adds and concats of a value with one computed from it',
  outputs: 'layers that no layer reads',
  convolutions: 'convolutions of the block',
  density: "links by nodes of the block's graph",
  flops: 'FLOPs of the network, mean over its evaluations',
  parameters: 'parameters of the network, mean over its evaluations',
  activationBytes: 'activation bytes of the network, mean over its evaluations',
};
