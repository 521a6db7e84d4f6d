import type { LayerGraph } from '@blockqnn/network';
import { type Block, canonicalBlock, formatBlock } from '@blockqnn/nsc';
import { type BlockPattern, blockPattern } from './block-pattern.js';
import { blockSource, CONVOLUTION_CELL } from './block-source.js';
import { networkSource } from './network-source.js';
import { INDENT, LINE_LENGTH, wrapped } from './python-layout.js';
import { networkParts } from './stacked-blocks.js';

/**
 * The Python module of a network: `Network`, and the `Block` of which it consists. Nothing that a user named
 * stands in it, since it is run.
 */
export function moduleSource(graph: LayerGraph, block: Block): string {
  const parts = networkParts(graph);
  const blocks = parts.flatMap((part) => (part.kind === 'stage' ? part.blocks : []));
  const pattern = blockPattern(blocks);
  const source = blockSource(pattern, blockDocstring(block, pattern));
  const classes = [
    ...(pattern.layers.some(({ kind }) => kind === 'cell') ? [CONVOLUTION_CELL] : []),
    ...(blocks.length > 0 ? [source.lines] : []),
    networkSource(graph, parts, { pattern, parameters: source.parameters }),
  ];
  const body = classes.map((lines) => ['', '', ...lines].join('\n')).join('\n');
  const imports = [
    ...(body.includes('torch.') ? ['import torch'] : []),
    'from torch import Tensor, nn',
    ...(body.includes('F.pad') ? ['from torch.nn import functional as F'] : []),
  ];
  return [...MODULE_DOCSTRING, '', ...imports, body, ''].join('\n');
}

const MODULE_DOCSTRING = `"""A BlockQNN network in plain PyTorch (1.13 or later).

With the weights, which the package safetensors reads:

    from safetensors.torch import load_file

    from model import Network

    network = Network()
    network.load_state_dict(load_file("model.safetensors"))
    network.eval()
"""`.split('\n');

function blockDocstring(block: Block, { optionalProjections }: BlockPattern): string[] {
  const text = formatBlock(canonicalBlock(block));
  const opening = `"""The block ${text}.`;
  const isLong = INDENT + opening.length + '"""'.length > LINE_LENGTH;
  const code = wrapped(text.split(','), ',', INDENT).map((line) => line.trimStart());
  const lines = isLong ? ['"""The block', '', ...code] : [opening];
  if (optionalProjections.size > 0) lines.push('', ...PROJECTION_DOCSTRING);
  return lines.length === 1 ? [`${opening}"""`] : [...lines, '"""'];
}

const PROJECTION_DOCSTRING = [
  "With `project_input` a sum reads the block's input through a 1x1 convolution, which",
  'brings it to `filters` channels.',
];
