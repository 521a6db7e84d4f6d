import { BAND_OPACITY, chartKey, type KeyEntry } from './chart-key.js';
import { drawChart } from './draw-chart.js';
import { paddedDomain } from './extent.js';
import type { Figure, FigureOptions } from './figure.js';
import { MID_GREY, PALE_GREY, seriesStyle, type SeriesStyle } from './palette.js';

/** A figure over several searches. */
export interface SpreadOverSearches {
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** A strategy after so many evaluations in each of its searches. Accuracies are shares, in [0, 1]. */
export interface StrategyPointData {
  readonly evaluations: number;
  readonly best: { readonly searches: number; readonly accuracy: SpreadOverSearches };
  /** Undefined where no search has a measured evaluation in the window. */
  readonly moving: { readonly searches: number; readonly accuracy: SpreadOverSearches } | undefined;
}

/** How strategies compare. */
export interface StrategiesFigureData {
  readonly curves: readonly {
    /** For people; one of each name. */
    readonly strategy: string;
    /** How many searches it had. */
    readonly searches: number;
    /** By ascending evaluations. */
    readonly points: readonly StrategyPointData[];
  }[];
  /** Over how many evaluations the moving mean is taken. */
  readonly window: number;
}

const PLOT_HEIGHT_PT = 96;
const GREY = { colour: MID_GREY, dash: [] };
/** Where fewer searches than the strategy had have come so far. */
const FEWER_OPACITY = 0.45;

/** Best accuracy so far and its moving mean by number of evaluations, for each strategy: means and ranges over searches. */
export function drawStrategies(data: StrategiesFigureData, options: FigureOptions = {}): Promise<Figure> {
  const { curves, window } = data;
  const styles = curves.map((_, number) => seriesStyle(number));
  const key: KeyEntry[] = curves.map(({ strategy, searches }, number) => ({
    label: `${strategy} (${String(searches)} ${searches === 1 ? 'search' : 'searches'})`,
    sample: { kind: searches === 1 ? 'line' : 'banded-line', style: styles[number] ?? seriesStyle(0) },
  }));
  if (curves.some(({ searches }) => searches > 1)) {
    key.push({ label: 'mean, and range over searches', sample: { kind: 'banded-line', style: GREY } });
  }
  const end = Math.max(2, ...curves.map(({ points }) => points.at(-1)?.evaluations ?? 0));
  const best = rowsOf(data, 'best');
  const moving = rowsOf(data, 'moving');
  if ([...best, ...moving].some(({ fewer }) => fewer)) {
    key.push({
      label: 'paler: fewer searches',
      sample: { kind: 'line', style: { colour: PALE_GREY, dash: [] } },
    });
  }
  const chart = (width: number) => ({
    spacing: 6,
    vconcat: [
      chartKey(key, width),
      panel({ title: 'best accuracy so far (%)', rows: best, styles, end, width, last: false }),
      panel({ title: `mean of last ${String(window)} (%)`, rows: moving, styles, end, width, last: true }),
    ],
  });
  return drawChart(chart, 'Accuracy of each strategy by number of evaluations', options);
}

interface Row {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly curve: number;
  /** Rows of a curve over the same searches, counted anew whenever their number changes. */
  readonly part: string;
  readonly fewer: boolean;
}

/** In percent. Neighbouring parts share a point, so that no gap opens between them. */
function rowsOf({ curves }: StrategiesFigureData, which: 'best' | 'moving'): readonly Row[] {
  return curves.flatMap(({ points, searches: all }, curve) => {
    const rows: Row[] = [];
    let part = 0;
    let before: number | undefined;
    for (const point of points) {
      const value = point[which];
      if (!value) continue;
      const row = (number: number, searches: number): Row => ({
        x: point.evaluations,
        mean: 100 * value.accuracy.mean,
        low: 100 * value.accuracy.minimum,
        high: 100 * value.accuracy.maximum,
        curve,
        part: `${String(curve)}-${String(number)}`,
        fewer: searches < all,
      });
      if (before !== undefined && before !== value.searches) {
        rows.push(row(part, before));
        part += 1;
      }
      rows.push(row(part, value.searches));
      before = value.searches;
    }
    return rows;
  });
}

interface Panel {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly styles: readonly SeriesStyle[];
  readonly end: number;
  readonly width: number;
  readonly last: boolean;
}

function panel({ title, rows, styles, end, width, last }: Panel) {
  const domain = paddedDomain(
    rows.flatMap(({ low, high }) => [low, high]),
    1,
  );
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { domain: [0, end], nice: false },
    axis: {
      title: last ? 'evaluations in a search' : null,
      labels: last,
      tickCount: 5,
      tickMinStep: 1,
      format: ',d',
    },
  };
  const y = {
    field: 'mean',
    type: 'quantitative',
    scale: { domain, zero: false, nice: false },
    axis: { title, tickCount: 5 },
  };
  const numbers = styles.map((_, number) => number);
  const common = {
    x,
    color: {
      field: 'curve',
      type: 'nominal',
      scale: { domain: numbers, range: styles.map(({ colour }) => colour) },
      legend: null,
    },
    detail: { field: 'part' },
  };
  return {
    width,
    height: PLOT_HEIGHT_PT,
    data: { values: rows },
    layer: [
      {
        mark: { type: 'area', opacity: BAND_OPACITY },
        encoding: { ...common, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'line', strokeWidth: 1.2 },
        encoding: {
          ...common,
          y,
          strokeDash: {
            field: 'curve',
            type: 'nominal',
            scale: { domain: numbers, range: styles.map(({ dash }) => dash) },
            legend: null,
          },
          opacity: {
            field: 'fewer',
            type: 'nominal',
            scale: { domain: [false, true], range: [1, FEWER_OPACITY] },
            legend: null,
          },
        },
      },
    ],
  };
}
