import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { FONT_FAMILY } from './bundled-font.js';
import type { Figure, FigureOptions } from './figure.js';
import { ONE_COLUMN_PT } from './figure-width.js';
import { INK } from './palette.js';
import { escapeXml, svgDocument } from './svg-document.js';
import { wrapText } from './text-width.js';
import { TITLE_SIZE } from './theme.js';

const LINE_PT = TITLE_SIZE * 1.25;
const MARGIN_PT = 2;
/** What the text of graphs is drawn in. */
export const GRAPH_TEXT_PT = 8;

/**
 * Draws a graph in the Graphviz language in its natural size, or as wide as asked for where that is less: then text
 * shrinks with it.
 *
 * @param name - what the figure shows, for those who cannot see it
 */
export async function drawGraph(dot: string, name: string, options: FigureOptions = {}): Promise<Figure> {
  const graphviz = await Graphviz.load();
  const drawing = graphviz.dot(dot);
  const [, width, height] = /<svg width="([\d.]+)pt" height="([\d.]+)pt"/.exec(drawing) ?? [];
  const bound = options.widthPt ?? Math.max(ONE_COLUMN_PT, Number(width));
  const title = options.title === undefined ? [] : wrapText(options.title, TITLE_SIZE, bound - 2 * MARGIN_PT);
  const scale = Math.min(1, bound / Number(width));
  const top = title.length === 0 ? 0 : title.length * LINE_PT + MARGIN_PT;
  // A title may need more width than the graph.
  const widthPt = title.length === 0 ? Number(width) * scale : bound;
  const left = (widthPt - Number(width) * scale) / 2;
  const heightPt = top + Number(height) * scale;
  return svgDocument(
    `<svg>${background(widthPt, heightPt)}${title.map(titleLine).join('')}` +
      `<g transform="translate(${String(left)},${String(top)}) scale(${String(scale)})">${contentOf(drawing)}</g></svg>`,
    { name, widthPt, heightPt, textPt: GRAPH_TEXT_PT * scale },
  );
}

/** Without the head, which is ours, and the comments, which name Graphviz's version. */
function contentOf(drawing: string): string {
  return drawing
    .slice(drawing.indexOf('<svg'))
    .replace(/^<svg[^>]*>|<\/svg>\s*$|<!--[^]*?-->\s*/g, '')
    .replace(/font-family="[^"]*"/g, `font-family="${FONT_FAMILY}"`);
}

const background = (width: number, height: number): string =>
  `<rect width="${String(width)}" height="${String(height)}" fill="#ffffff"/>`;

function titleLine(line: string, index: number): string {
  const baseline = MARGIN_PT + TITLE_SIZE + index * LINE_PT;
  return (
    `<text x="${String(MARGIN_PT)}" y="${String(baseline)}" font-family="${FONT_FAMILY}"` +
    ` font-size="${String(TITLE_SIZE)}" fill="${INK}">${escapeXml(line)}</text>`
  );
}
