import { BAND_OPACITY, chartKey, pointMark, type KeyEntry } from './chart-key.js';
import { drawChart } from './draw-chart.js';
import { paddedDomain } from './extent.js';
import type { Figure, FigureOptions } from './figure.js';
import { BLUE, INK, PALE_BLUE, PALE_GREY, VERMILION } from './palette.js';
import { bestSoFar, runsOf, sharesOf, type Point, type TrialResult } from './trial-runs.js';

/** How a search went. */
export interface SearchFigureData {
  /** Resource name, "searches/{search}". */
  readonly search: string;
  /** In the order of their completion. */
  readonly trials: readonly TrialResult[];
  /** Share of random decisions from the place of a trial on; empty where the strategy has none. */
  readonly epsilons: readonly { readonly place: number; readonly epsilon: number }[];
}

/** Above so many trials their points would be a blot; runs of them are shown instead. */
const MOST_POINTS = 3000;
const RUNS = 150;
/** Above so many failures their crosses would be a bar; their share is shown instead. */
const MOST_CROSSES = 100;

const CROSS_SIZE = 20;
const EPSILON_HEIGHT_PT = 24;
const FAILURES_HEIGHT_PT = 40;
const PLOT_HEIGHT_PT = 84;
const BEST = { colour: INK, dash: [] };

/** Accuracy and reward of each trial by its completion, the best so far, failures, and ε above them. */
export function drawSearch(data: SearchFigureData, options: FigureOptions = {}): Promise<Figure> {
  const { trials, epsilons } = data;
  const end = trials.at(-1)?.place ?? 1;
  const measured = trials.flatMap(({ place, measured: result }) => (result ? [{ x: place, ...result }] : []));
  const accuracy = measured.map(({ x, accuracy: share }) => ({ x, y: 100 * share }));
  const reward = measured.map(({ x, reward: points }) => ({ x, y: points }));
  const failed = trials.filter((trial) => !trial.measured).map(({ place }) => place);
  const asCrosses = failed.length <= MOST_CROSSES;
  const entries = keyEntries(measured.length, asCrosses ? failed.length : 0);
  const chart = (width: number) => ({
    spacing: 6,
    vconcat: [
      chartKey(entries, width),
      ...(epsilons.length === 0 ? [] : [epsilonPanel(epsilons, end, width)]),
      panel({
        title: 'accuracy (%)',
        points: accuracy,
        failed: asCrosses ? failed : [],
        end,
        width,
        last: false,
      }),
      panel({ title: 'reward (points)', points: reward, failed: [], end, width, last: asCrosses }),
      ...(asCrosses ? [] : [failuresPanel(trials, end, width)]),
    ],
  });
  return drawChart(chart, `${data.search}: accuracy and reward by completed trial`, options);
}

function keyEntries(measured: number, failed: number): readonly KeyEntry[] {
  const single = measured <= MOST_POINTS;
  const length = Math.ceil(measured / RUNS);
  return [
    ...(single
      ? [{ label: 'trial', sample: { kind: 'point', colour: PALE_BLUE } } as const]
      : [
          {
            label: `median and 10–90 % of ${length.toLocaleString('en')} trials`,
            sample: { kind: 'banded-line', style: { colour: BLUE, dash: [] } },
          } as const,
        ]),
    { label: 'best so far', sample: { kind: 'line', style: BEST } },
    ...(failed === 0
      ? []
      : [
          {
            label: `failed (${failed.toLocaleString('en')})`,
            sample: { kind: 'cross', colour: VERMILION },
          } as const,
        ]),
  ];
}

const xAxis = (end: number, last: boolean) => ({
  field: 'x',
  type: 'quantitative',
  scale: { domain: [0, Math.max(end, 2)], nice: false },
  axis: { title: last ? 'completed trials' : null, labels: last, tickCount: 5, tickMinStep: 1, format: ',d' },
});

function epsilonPanel(epsilons: SearchFigureData['epsilons'], end: number, width: number) {
  const corners = epsilons.map(({ place, epsilon }) => ({ x: place, y: epsilon }));
  const values = [...corners, { x: end, y: corners.at(-1)?.y ?? 0 }];
  return {
    width,
    height: EPSILON_HEIGHT_PT,
    data: { values },
    mark: {
      type: 'area',
      interpolate: 'step-after',
      color: PALE_GREY,
      line: { color: INK, strokeWidth: 0.6 },
    },
    encoding: {
      x: xAxis(end, false),
      y: {
        field: 'y',
        type: 'quantitative',
        scale: { domain: [0, 1] },
        axis: { title: 'ε', values: [0, 1], format: 'd' },
      },
    },
  };
}

interface Panel {
  readonly title: string;
  readonly points: readonly Point[];
  readonly failed: readonly number[];
  readonly end: number;
  readonly width: number;
  readonly last: boolean;
}

function panel({ title, points, failed, end, width, last }: Panel) {
  const domain =
    points.length === 0
      ? [0, 100]
      : paddedDomain(
          points.map(({ y }) => y),
          1,
          failed.length > 0 ? 0.12 : 0.05,
        );
  const x = xAxis(end, last);
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain, zero: false, nice: false },
    axis: { title, tickCount: 5 },
  };
  return {
    width,
    height: PLOT_HEIGHT_PT,
    layer: [
      ...(points.length <= MOST_POINTS ? [pointLayer(points, x, y)] : runLayers(points, x, y)),
      {
        data: { values: bestSoFar(points, end) },
        mark: { type: 'line', interpolate: 'step-after', color: BEST.colour, strokeWidth: 1 },
        encoding: { x, y },
      },
      {
        data: { values: failed.map((place) => ({ x: place })) },
        mark: pointMark('cross', VERMILION, CROSS_SIZE),
        encoding: { x, y: { value: PLOT_HEIGHT_PT - 3 } },
      },
    ],
  };
}

function pointLayer(points: readonly Point[], x: object, y: object) {
  const size = points.length > 500 ? 4 : 9;
  return {
    data: { values: points },
    mark: { ...pointMark('point', PALE_BLUE, size), opacity: 0.75 },
    encoding: { x, y },
  };
}

function runLayers(points: readonly Point[], x: object, y: object) {
  const data = { values: runsOf(points, RUNS) };
  return [
    {
      data,
      mark: { type: 'area', color: BLUE, opacity: BAND_OPACITY },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    {
      data,
      mark: { type: 'line', color: BLUE, strokeWidth: 0.9 },
      encoding: { x, y: { ...y, field: 'median' } },
    },
  ];
}

/** The share of trials that failed, in runs of consecutive ones. */
function failuresPanel(trials: readonly TrialResult[], end: number, width: number) {
  const shares = sharesOf(
    trials.map((trial) => !trial.measured),
    RUNS,
  );
  const values = shares.map(({ place, share }) => ({ x: trials[place]?.place ?? 0, y: 100 * share }));
  return {
    width,
    height: FAILURES_HEIGHT_PT,
    data: { values: [...values, { x: end, y: values.at(-1)?.y ?? 0 }] },
    mark: { type: 'area', interpolate: 'step-after', color: VERMILION, opacity: 0.6 },
    encoding: {
      x: xAxis(end, true),
      y: {
        field: 'y',
        type: 'quantitative',
        scale: { domainMin: 0 },
        axis: { title: 'failed (%)', tickCount: 3 },
      },
    },
  };
}
