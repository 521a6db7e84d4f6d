import { outputLayers } from './block.js';
import type { Block } from './block.js';
import type { LayerType } from './layer.js';
import { layerLabel } from './layer-label.js';

/** Pale, so that black text stays readable; alike for what is alike. */
const FILL_COLOURS = {
  convolution: '#cfe2f3',
  maxPooling: '#f9cb9c',
  averagePooling: '#fce5cd',
  identity: '#eeeeee',
  add: '#d9ead3',
  concat: '#ead1dc',
} as const satisfies Record<LayerType, string>;

/**
 * A block's graph in the Graphviz language, to be drawn by `dot -Tsvg`. Draws the code as it is, not its
 * canonical form. Nodes are `input`, `layer1` … and `output`.
 */
export function blockToDot(block: Block): string {
  const outputs = outputLayers(block);
  return [
    'digraph block {',
    '  rankdir=TB;',
    '  node [shape=box, style="rounded,filled", fontname="Helvetica", fillcolor="#ffffff"];',
    '  input [label="input", shape=ellipse];',
    ...block.layers.map(
      (layer, position) =>
        `  layer${String(position + 1)} [label="${String(position + 1)}: ${layerLabel(layer)}", fillcolor="${FILL_COLOURS[layer.type]}"];`,
    ),
    `  output [label="${outputs.length === 1 ? 'output' : 'output (concat)'}", shape=ellipse];`,
    ...block.layers.flatMap(({ predecessors }, position) =>
      predecessors.map((predecessor) => `  ${nodeName(predecessor)} -> layer${String(position + 1)};`),
    ),
    ...outputs.map((index) => `  ${nodeName(index)} -> output;`),
    '}',
    '',
  ].join('\n');
}

function nodeName(index: number): string {
  return index === 0 ? 'input' : `layer${String(index)}`;
}
