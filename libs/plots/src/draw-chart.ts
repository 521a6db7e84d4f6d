import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Figure, FigureOptions } from './figure.js';
import { ONE_COLUMN_PT } from './figure-width.js';
import { svgDocument } from './svg-document.js';
import { textWidth, wrapText } from './text-width.js';
import { LABEL_SIZE, THEME, TITLE_SIZE } from './theme.js';

/** A Vega-Lite specification without looks and title, for plots that are so wide together. */
export type ChartOf = (plotWidthPt: number) => object;

/** Axes and their labels take about so much beside the plot. */
const AXES_GUESS_PT = 36;
/** Vega's own, where a text has no size. */
const DEFAULT_SIZE = 11;
const MOST_PASSES = 4;
const LEAST_PLOT_PT = 24;

/**
 * Draws a chart that is as wide as asked for. What stands beside the plot is known only once it is drawn, so it
 * is drawn again with what is left for the plot.
 *
 * @param name - what the figure shows, for those who cannot see it
 */
export async function drawChart(chart: ChartOf, name: string, options: FigureOptions = {}): Promise<Figure> {
  measureByBundledFont();
  const widthPt = options.widthPt ?? ONE_COLUMN_PT;
  const title = options.title === undefined ? [] : wrapText(options.title, TITLE_SIZE, widthPt - 4);
  let plotWidth = widthPt - AXES_GUESS_PT;
  let drawn = await render(chart(plotWidth), title);
  for (let pass = 1; pass < MOST_PASSES && Math.abs(drawn.width - widthPt) > 0.5; pass += 1) {
    plotWidth = Math.max(LEAST_PLOT_PT, plotWidth + widthPt - drawn.width);
    drawn = await render(chart(plotWidth), title);
  }
  return svgDocument(drawn.svg, { name, widthPt, heightPt: drawn.height, textPt: LABEL_SIZE });
}

async function render(
  chart: object,
  title: readonly string[],
): Promise<{ readonly svg: string; readonly width: number; readonly height: number }> {
  // A drawing is what tells whether a specification is right; its type would ask each literal to be marked as such.
  const spec = {
    ...chart,
    config: THEME,
    ...(title.length > 0 ? { title: { text: [...title] } } : {}),
  } as TopLevelSpec;
  const view = new vega.View(vega.parse(compile(spec, { logger: vega.logger(vega.Error) }).spec), {
    renderer: 'none',
    logLevel: vega.Error,
  });
  try {
    const svg = await view.toSVG();
    const [, width, height] = /<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    return { svg, width: Number(width), height: Number(height) };
  } finally {
    view.finalize();
  }
}

/** Without a canvas Vega guesses widths by the number of characters, which leaves gaps or cuts labels. */
function measureByBundledFont(): void {
  interface Item {
    readonly fontSize?: number;
    readonly fontWeight?: unknown;
    readonly text?: string;
  }
  // Vega reads this setting, and its types leave it out.
  const { textMetrics } = vega as unknown as {
    textMetrics: { width: (item: Item, text?: string) => number };
  };
  textMetrics.width = (item, text = item.text ?? '') =>
    textWidth(text, item.fontSize ?? DEFAULT_SIZE, item.fontWeight === 'bold' ? 'bold' : 'normal');
}
