import { outputLayers } from './block.js';
import type { Block } from './block.js';
import type { LayerType } from './layer.js';
import { BLOCK_INPUT } from './layer-index.js';
import { layerLabel } from './layer-label.js';
import { drawRails } from './rails.js';

const END = '○';

const SYMBOLS = {
  convolution: '●',
  maxPooling: '▼',
  averagePooling: '▽',
  identity: '•',
  add: '⊕',
  concat: '◆',
} as const satisfies Record<LayerType, string>;

/** Listed outputs take no more characters than this; more are counted. */
const MAX_LIST_LENGTH = 40;

/**
 * A block's graph as text for a terminal: a line for the input, each layer and the output, at most
 * 100 columns wide, no newline at the end. Draws the code as it is, not its canonical form.
 *
 * ```text
 * ○     input
 * ├─●   1  conv 3×3  ← input
 * │ ●   2  conv 3×3  ← 1
 * ⊕─╯   3  add       ← 2, input
 * ○     output
 * ```
 */
export function drawBlock(block: Block): string {
  const outputs = outputLayers(block);
  const rails = drawRails([
    { symbol: END, reads: [] },
    ...block.layers.map(({ type, predecessors }) => ({ symbol: SYMBOLS[type], reads: predecessors })),
    { symbol: END, reads: outputs },
  ]);
  const labels = ['input', ...layerTexts(block), outputText(outputs)];
  const width = Math.max(...rails.map((rail) => rail.length)) + 3;
  return rails.map((rail, row) => rail.padEnd(width) + (labels[row] ?? '')).join('\n');
}

function layerTexts(block: Block): readonly string[] {
  const labels = block.layers.map(layerLabel);
  const indexWidth = String(block.layers.length).length;
  const labelWidth = Math.max(...labels.map((label) => label.length));
  return block.layers.map(({ predecessors }, position) => {
    const index = String(position + 1).padStart(indexWidth);
    return `${index}  ${(labels[position] ?? '').padEnd(labelWidth)}  ← ${predecessors.map(predecessorText).join(', ')}`;
  });
}

function predecessorText(predecessor: number): string {
  return predecessor === BLOCK_INPUT ? 'input' : String(predecessor);
}

function outputText(outputs: readonly number[]): string {
  if (outputs.length === 1) return 'output';
  const list = outputs.join(', ');
  return `output = concat of ${list.length <= MAX_LIST_LENGTH ? list : `${String(outputs.length)} layers`}`;
}
