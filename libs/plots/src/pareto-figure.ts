import { chartKey, pointMark, type KeyEntry } from './chart-key.js';
import { drawChart } from './draw-chart.js';
import { extent } from './extent.js';
import { axisScale, placeOn, type AxisScale, type FigureAxis } from './figure-axis.js';
import type { Figure, FigureOptions } from './figure.js';
import { INK, MID_GREY, PALE_BLUE, VERMILION } from './palette.js';
import { placeLabels } from './place-labels.js';
import { cutText, textWidth } from './text-width.js';
import { LABEL_SIZE } from './theme.js';

/** Figures of a block. */
export interface ParetoPoint {
  readonly x: number;
  readonly y: number;
  /** Of the third figure, where there is one. */
  readonly colour?: number;
}

export interface ParetoFigureData {
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly colour?: FigureAxis;
  /** Blocks that are not on the front. */
  readonly others: readonly ParetoPoint[];
  /** Blocks that no block beats in both x and y. */
  readonly front: readonly ParetoPoint[];
  /** Well-known blocks, on the front or not. */
  readonly references: readonly (ParetoPoint & { readonly name: string })[];
}

const PLOT_HEIGHT_PT = 150;
/** Of points that lie in one cell of this size, one is drawn. */
const CELL_PT = 1.5;
/** From so many points on they are thinned. */
const MANY = 2000;
const MOST_GRADIENT_PT = 120;
const LINE_PT = LABEL_SIZE + 1;
const MOST_NAME_PT = 90;

/** 1.5M for a million and a half; below a thousand plain numbers, where "500m" would be a half. */
const NUMBER_LABEL = "abs(datum.value) >= 1000 ? format(datum.value, '~s') : format(datum.value, '~r')";

/** For any number, not only round ones. */
const END_LABEL = "abs(datum.value) >= 1000 ? format(datum.value, '.3~s') : format(datum.value, '.3~r')";

/** Blocks by two figures, the front of those that none beats in both, a third figure as colour, reference blocks by name. */
export function drawPareto(data: ParetoFigureData, options: FigureOptions = {}): Promise<Figure> {
  const { front, references } = data;
  const all = [...data.others, ...front, ...references];
  const scales = {
    x: axisScale(data.x, valuesOf(all, 'x')),
    y: axisScale(data.y, valuesOf(all, 'y')),
  };
  const sorted = front.toSorted((a, b) => a.x - b.x);
  const count = (number: number): string => number.toLocaleString('en');
  const key: readonly KeyEntry[] = [
    {
      label: `Pareto front (${count(front.length)})`,
      sample: { kind: 'pointed-line', style: { colour: INK, dash: [] } },
    },
    ...(data.others.length === 0
      ? []
      : [
          {
            label: `other blocks (${count(data.others.length)})`,
            sample: { kind: 'point', colour: data.colour ? MID_GREY : PALE_BLUE },
          } as const,
        ]),
    ...(references.length === 0
      ? []
      : [{ label: 'reference blocks', sample: { kind: 'diamond', colour: VERMILION } } as const]),
  ];
  const chart = (width: number) => {
    const x = position(data.x, 'x', scales.x);
    const y = position(data.y, 'y', scales.y);
    return {
      spacing: 6,
      vconcat: [
        chartKey(key, width),
        {
          width,
          height: PLOT_HEIGHT_PT,
          layer: [
            {
              data: { values: thinned(data.others, scales, width) },
              mark: { ...pointMark('point', PALE_BLUE, 9), opacity: 0.7 },
              encoding: { x, y, ...colourOf(data, all, width) },
            },
            {
              data: { values: sorted },
              mark: {
                type: 'line',
                color: INK,
                strokeWidth: 1,
                interpolate: data.x.better === 'lower' ? 'step-after' : 'step-before',
              },
              encoding: { x, y },
            },
            {
              data: { values: sorted },
              mark: { ...pointMark('point', INK, 16), stroke: INK, strokeWidth: 0.6 },
              encoding: { x, y, ...colourOf(data, all, width) },
            },
            ...referenceNames(data, scales, { x, y }, width),
            {
              data: { values: references },
              mark: { ...pointMark('diamond', VERMILION, 20), stroke: '#ffffff', strokeWidth: 0.4 },
              encoding: { x, y },
            },
          ],
        },
      ],
    };
  };
  return drawChart(chart, `Blocks by ${data.x.title} and ${data.y.title}, with the Pareto front`, options);
}

function valuesOf(points: readonly ParetoPoint[], which: keyof ParetoPoint): readonly number[] {
  return points.flatMap(({ [which]: value }) => (value === undefined ? [] : [value]));
}

function position({ title }: FigureAxis, field: 'x' | 'y', scale: AxisScale) {
  return {
    field,
    type: 'quantitative',
    scale: vegaScale(scale),
    axis: {
      title,
      grid: true,
      labelExpr: NUMBER_LABEL,
      labelOverlap: 'greedy',
      ...(scale.values ? { values: scale.values } : { tickCount: 5 }),
    },
  };
}

const vegaScale = ({ type, domain }: AxisScale) => ({ type, domain, nice: false, zero: false });

function colourOf({ colour }: ParetoFigureData, all: readonly ParetoPoint[], width: number) {
  if (!colour) return {};
  const scale = colourScale(colour, valuesOf(all, 'colour'));
  return {
    color: {
      field: 'colour',
      type: 'quantitative',
      // The palest end of the scheme is lost on white paper.
      scale: { ...vegaScale(scale), scheme: { name: 'viridis', extent: [0, 0.92] } },
      legend: {
        title: colour.title,
        labelExpr: END_LABEL,
        gradientLength: Math.min(MOST_GRADIENT_PT, width),
        direction: 'horizontal',
        ...(scale.values ? { values: scale.values } : { tickCount: 3 }),
      },
    },
  };
}

/** As {@link axisScale}, but its ends, which a scale of colours names, are the least and the most of the values. */
function colourScale(colour: FigureAxis, values: readonly number[]): AxisScale {
  const scale = axisScale(colour, values);
  const [least, most] = extent(values) ?? [0, 0];
  return scale.type === 'linear' && least < most ? { ...scale, domain: [least, most] } : scale;
}

interface Scales {
  readonly x: AxisScale;
  readonly y: AxisScale;
}

function thinned(points: readonly ParetoPoint[], scales: Scales, width: number): readonly ParetoPoint[] {
  if (points.length < MANY) return points;
  const cells = new Map<string, ParetoPoint>();
  for (const point of points) {
    const column = Math.floor((placeOn(scales.x, point.x) * width) / CELL_PT);
    const row = Math.floor((placeOn(scales.y, point.y) * PLOT_HEIGHT_PT) / CELL_PT);
    const cell = `${String(column)} ${String(row)}`;
    if (!cells.has(cell)) cells.set(cell, point);
  }
  return [...cells.values()];
}

/** Names of reference blocks beside them, off the front, each with a line to its block. */
function referenceNames(
  { references, front }: ParetoFigureData,
  scales: Scales,
  axes: { readonly x: object; readonly y: object },
  width: number,
) {
  const names = references.map(({ name }) => cutText(name, LABEL_SIZE, MOST_NAME_PT));
  const inPlot = ({ x, y }: ParetoPoint) => ({
    x: placeOn(scales.x, x) * width,
    y: (1 - placeOn(scales.y, y)) * PLOT_HEIGHT_PT,
  });
  const places = placeLabels(
    references.map((point, index) => ({
      ...inPlot(point),
      width: textWidth(names[index] ?? '', LABEL_SIZE),
    })),
    { width, height: PLOT_HEIGHT_PT, lineHeight: LINE_PT },
    front.map(inPlot),
  );
  const text = { type: 'text', align: 'left', baseline: 'middle' };
  return places.flatMap(({ x, y, nearest }, index) => {
    const encoding = { x: { value: x }, y: { value: y } };
    const data = { values: [{}] };
    const link = {
      data: { values: [references[index]] },
      mark: { type: 'rule', color: INK, strokeWidth: 0.5 },
      encoding: { x: axes.x, y: axes.y, x2: { value: nearest.x }, y2: { value: nearest.y } },
    };
    // White below, so that a name can be read on a cloud of points.
    return [
      link,
      {
        data,
        mark: { ...text, text: names[index], stroke: '#ffffff', strokeWidth: 2, strokeOpacity: 0.8 },
        encoding,
      },
      { data, mark: { ...text, text: names[index] }, encoding },
    ];
  });
}
