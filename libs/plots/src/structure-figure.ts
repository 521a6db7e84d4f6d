import { chartKey, pointMark, type KeyEntry } from './chart-key.js';
import { drawChart } from './draw-chart.js';
import type { Figure, FigureOptions } from './figure.js';
import { ONE_COLUMN_PT } from './figure-width.js';
import { liftAxis } from './lift-axis.js';
import { BLUE, INK, PALE_GREY } from './palette.js';
import { shareInterval } from './share-interval.js';
import { cutText } from './text-width.js';
import { LABEL_SIZE } from './theme.js';

/** How often the best blocks have a trait, against all blocks. */
export interface TraitData {
  readonly name: string;
  /** Blocks of the top that have it. */
  readonly topCount: number;
  /** Share of all blocks that have it, in [0, 1]. */
  readonly allShare: number;
  /** Share of the top by share of all, with its 95 % confidence interval; at least 0. */
  readonly lift: number;
  readonly liftLow: number;
  readonly liftHigh: number;
  /** Adjusted for the number of traits tested; in [0, 1]. */
  readonly adjustedPValue: number;
}

export interface StructureFigureData {
  readonly topBlocks: number;
  readonly allBlocks: number;
  /** Traits of a kind under its title, in the order in which they are drawn. */
  readonly groups: readonly { readonly title: string; readonly traits: readonly TraitData[] }[];
}

const ROW_PT = 11;
const GAP_PT = 10;
/** The names may take so much of the figure's width. */
const NAME_SHARE = 0.38;
/** Below it, a trait is called a finding. */
const SIGNIFICANT = 0.05;

/**
 * Layers, kernels and motifs of the best blocks against all: a row each, with the share of blocks that have it on
 * the left and its lift on the right, both with 95 % confidence intervals.
 */
export function drawStructure(data: StructureFigureData, options: FigureOptions = {}): Promise<Figure> {
  const widthPt = options.widthPt ?? ONE_COLUMN_PT;
  const rows = rowsOf(data, widthPt * NAME_SHARE);
  const number = (count: number): string => count.toLocaleString('en');
  const key: readonly KeyEntry[] = [
    {
      label: data.topBlocks === 1 ? 'top block' : `top ${number(data.topBlocks)} blocks`,
      sample: { kind: 'point', colour: BLUE },
    },
    { label: `all ${number(data.allBlocks)}`, sample: { kind: 'bar', colour: PALE_GREY } },
    ...(rows.some(({ significant }) => significant === false)
      ? [{ label: 'not significant', sample: { kind: 'ring', colour: BLUE } } as const]
      : []),
  ];
  const chart = (width: number) => {
    const half = (width - GAP_PT) / 2;
    return {
      spacing: 4,
      vconcat: [chartKey(key, width), { spacing: GAP_PT, hconcat: [shares(rows, half), lifts(rows, half)] }],
    };
  };
  return drawChart(
    chart,
    'How often the best blocks have layers, kernels and motifs, against all blocks',
    options,
  );
}

/** A trait, or the title of a group. */
interface Row {
  readonly id: string;
  readonly significant?: boolean;
  readonly [figure: string]: unknown;
}

function rowsOf({ groups, topBlocks }: StructureFigureData, nameWidth: number): readonly Row[] {
  return groups
    .filter(({ traits }) => traits.length > 0)
    .flatMap(({ title, traits }, group) => [
      { id: idOf(group, TITLE, title) },
      ...traits.map((trait) => {
        const [low, high] = shareInterval(trait.topCount, topBlocks);
        return {
          id: idOf(group, TRAIT, cutText(trait.name, LABEL_SIZE, nameWidth)),
          significant: trait.adjustedPValue < SIGNIFICANT,
          top: (100 * trait.topCount) / topBlocks,
          low: 100 * low,
          high: 100 * high,
          all: 100 * trait.allShare,
          lift: trait.lift,
          liftLow: trait.liftLow,
          liftHigh: trait.liftHigh,
        };
      }),
    ]);
}

const TITLE = 't';
const TRAIT = 'n';
const idOf = (group: number, kind: string, name: string): string => `${String(group)}|${kind}|${name}`;

/** One row a trait; names and titles stand where `labels` says so. */
const yAxis = (rows: readonly Row[], labels: boolean) => ({
  field: 'id',
  type: 'nominal',
  sort: null,
  scale: { domain: rows.map(({ id }) => id), paddingInner: 0.3, paddingOuter: 0.15 },
  axis: {
    title: null,
    ticks: false,
    domain: false,
    grid: false,
    labels,
    labelLimit: 0,
    labelPadding: 4,
    labelExpr: "slice(datum.value, indexof(datum.value, '|') + 3)",
    labelFontWeight: {
      condition: { test: `test(/^\\d+\\|${TITLE}/, datum.value)`, value: 'bold' },
      value: 'normal',
    },
  },
});

function shares(rows: readonly Row[], width: number) {
  const x = {
    field: 'top',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: 'share of blocks (%)', grid: true, tickCount: 3 },
  };
  const y = yAxis(rows, true);
  const data = { values: rows.filter(({ significant }) => significant !== undefined) };
  return {
    width,
    height: rows.length * ROW_PT,
    data,
    layer: [
      { mark: { type: 'bar', color: PALE_GREY }, encoding: { x: { ...x, field: 'all' }, y } },
      {
        mark: { type: 'rule', color: BLUE, strokeWidth: 1 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
      },
      { mark: pointMark('point', BLUE), encoding: { x, y } },
    ],
  };
}

function lifts(rows: readonly Row[], width: number) {
  const traits = rows.filter(({ significant }) => significant !== undefined);
  // Rows are traits with columns for Vega beside them, whose type is open and says nothing of either.
  const { domain, values } = liftAxis(traits as unknown as readonly TraitData[]);
  const x = {
    field: 'lift',
    type: 'quantitative',
    scale: { type: 'log', domain, clamp: true, nice: false },
    axis: { title: 'lift', grid: true, values, format: '~g', labelOverlap: 'greedy', labelSeparation: 5 },
  };
  const y = yAxis(rows, false);
  const marks = (kind: 'point' | 'ring', which: boolean) => ({
    data: { values: traits.filter(({ significant }) => significant === which) },
    mark: pointMark(kind, BLUE),
    encoding: { x, y },
  });
  return {
    width,
    height: rows.length * ROW_PT,
    layer: [
      {
        data: { values: [{}] },
        mark: { type: 'rule', color: INK, strokeWidth: 0.75 },
        encoding: { x: { datum: 1, ...x, field: undefined } },
      },
      {
        data: { values: traits },
        mark: { type: 'rule', color: BLUE, strokeWidth: 1 },
        encoding: { x: { ...x, field: 'liftLow' }, x2: { field: 'liftHigh' }, y },
      },
      marks('ring', false),
      marks('point', true),
    ],
  };
}
