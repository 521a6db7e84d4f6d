import { blockToDot, formatBlock, type Block } from '@blockqnn/nsc';
import type { Stack } from '@blockqnn/network';
import { drawGraph, GRAPH_TEXT_PT } from './draw-graph.js';
import type { Figure, FigureOptions } from './figure.js';
import { networkSteps } from './network-steps.js';
import { INK } from './palette.js';

/** A block as it is written, and what it is stacked into where the network is to be drawn beside it. */
export interface BlockFigureData {
  readonly block: Block;
  readonly stack?: Stack;
}

const TEXT = String(GRAPH_TEXT_PT);
/** Small text and thin lines, for a paper's column. */
const LOOKS = [
  `  graph [bgcolor="transparent", pad=0.03, nodesep=0.12, ranksep=0.2, fontsize=${TEXT}, fontname="Helvetica"];`,
  `  node [fontsize=${TEXT}, height=0.22, width=0.3, margin="0.07,0.03", penwidth=0.6, color="${INK}", fontcolor="${INK}"];`,
  `  edge [arrowsize=0.45, penwidth=0.7, color="${INK}", fontsize=${TEXT}, fontname="Helvetica", fontcolor="#555555"];`,
].join('\n');

/**
 * A block's graph; with a stack, the network made of it on the left. Throws a NetworkError where the stack
 * cannot be built of the block.
 */
export function drawBlockFigure(
  { block, stack }: BlockFigureData,
  options: FigureOptions = {},
): Promise<Figure> {
  const code = formatBlock(block);
  const ofBlock = blockToDot(block).replace('{\n', `{\n${LOOKS}\n`);
  if (!stack) return drawGraph(ofBlock, `Block ${code}`, options);
  const inner = ofBlock.replace(
    /^digraph block \{/,
    'subgraph cluster_block {\n  label="block"; penwidth=0.5; style="rounded"; color="#8c8c8c"; margin=6;',
  );
  return drawGraph(
    `digraph network {\n${LOOKS}\n${networkDot(block, stack)}\n${inner}\n}\n`,
    `Network of block ${code}`,
    options,
  );
}

function networkDot(block: Block, stack: Stack): string {
  const steps = networkSteps(block, stack);
  return [
    'subgraph cluster_network {',
    '  label="network"; penwidth=0; margin=6;',
    '  node [shape=box, style="filled", fontname="Helvetica", fillcolor="#ffffff"];',
    ...steps.map(
      ({ text, isBlock }, index) =>
        `  step${String(index)} [label="${text}"${isBlock ? ', style="rounded,filled", fillcolor="#eeeeee", penwidth=1.1' : ''}];`,
    ),
    ...steps
      .slice(1)
      .map(
        (_, index) =>
          `  step${String(index)} -> step${String(index + 1)} [label=" ${steps[index]?.shape ?? ''}"];`,
      ),
    '}',
  ].join('\n');
}
