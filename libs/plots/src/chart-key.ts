import type { SeriesStyle } from './palette.js';
import { cutText, textWidth } from './text-width.js';
import { LABEL_SIZE } from './theme.js';

export type PointKind = 'point' | 'ring' | 'cross' | 'diamond';

/** What a key shows beside a label. */
export type KeySample =
  | { readonly kind: PointKind | 'bar'; readonly colour: string }
  | { readonly kind: 'line'; readonly style: SeriesStyle }
  /** A line within its band, or with points. */
  | { readonly kind: 'banded-line' | 'pointed-line'; readonly style: SeriesStyle };

export interface KeyEntry {
  readonly label: string;
  readonly sample: KeySample;
}

const SAMPLE_PT = 12;
const POINT_SAMPLE_PT = 6;
const LABEL_GAP_PT = 3;
const ENTRY_GAP_PT = 9;
const ROW_PT = 10;
export const BAND_OPACITY = 0.22;

/**
 * The key of a chart as a view of its own: samples with labels in rows that are no wider than the plot. Vega's
 * legends show one kind of mark each, so points, lines and bands would stand in three of them.
 */
export function chartKey(entries: readonly KeyEntry[], widthPt: number) {
  let x = 0;
  let row = 0;
  const layer = entries.flatMap(({ label: whole, sample }) => {
    const sampleWidth = widthOf(sample);
    const label = cutText(whole, LABEL_SIZE, widthPt - sampleWidth - LABEL_GAP_PT);
    const entryWidth = sampleWidth + LABEL_GAP_PT + textWidth(label, LABEL_SIZE);
    if (x > 0 && x + entryWidth > widthPt) {
      x = 0;
      row += 1;
    }
    const y = (row + 0.5) * ROW_PT;
    const marks = [...sampleMarks(sample, x, y), textMark(label, x + sampleWidth + LABEL_GAP_PT, y)];
    x += entryWidth + ENTRY_GAP_PT;
    return marks;
  });
  return { data: { values: [{}] }, width: widthPt, height: (row + 1) * ROW_PT, layer };
}

function widthOf(sample: KeySample): number {
  return 'style' in sample || sample.kind === 'bar' ? SAMPLE_PT : POINT_SAMPLE_PT;
}

function textMark(text: string, x: number, y: number) {
  return {
    mark: { type: 'text', text, align: 'left', baseline: 'middle' },
    encoding: { x: { value: x }, y: { value: y } },
  };
}

function sampleMarks(sample: KeySample, x: number, y: number): object[] {
  switch (sample.kind) {
    case 'point':
    case 'ring':
    case 'cross':
    case 'diamond':
      return [point(sample.kind, sample.colour, x + POINT_SAMPLE_PT / 2, y)];
    case 'pointed-line':
      return [lineMark(sample.style, x, y), point('point', sample.style.colour, x + SAMPLE_PT / 2, y)];
    case 'bar':
      return [rectangle(sample.colour, x, y)];
    case 'line':
      return [lineMark(sample.style, x, y)];
    case 'banded-line':
      return [rectangle(sample.style.colour, x, y, BAND_OPACITY), lineMark(sample.style, x, y)];
  }
}

function point(kind: PointKind, colour: string, x: number, y: number) {
  return { mark: pointMark(kind, colour), encoding: { x: { value: x }, y: { value: y } } };
}

/** A point mark by what it is called in keys; `size` is its area in square points. */
export function pointMark(kind: PointKind, colour: string, size = 18) {
  switch (kind) {
    case 'point':
      return { type: 'point', shape: 'circle', filled: true, opacity: 1, color: colour, size };
    case 'ring':
      return {
        type: 'point',
        shape: 'circle',
        fill: '#ffffff',
        opacity: 1,
        stroke: colour,
        strokeWidth: 0.9,
        size,
      };
    case 'diamond':
      return { type: 'point', shape: 'diamond', filled: true, opacity: 1, color: colour, size: size * 1.6 };
    case 'cross':
      return {
        type: 'point',
        shape: 'M-.5,-.5L.5,.5M.5,-.5L-.5,.5',
        opacity: 1,
        stroke: colour,
        strokeWidth: 0.9,
        size,
      };
  }
}

function lineMark({ colour, dash }: SeriesStyle, x: number, y: number) {
  return {
    mark: { type: 'rule', color: colour, strokeWidth: 1.2, strokeDash: [...dash] },
    encoding: { x: { value: x }, x2: { value: x + SAMPLE_PT }, y: { value: y } },
  };
}

function rectangle(colour: string, x: number, y: number, opacity = 1) {
  return {
    mark: { type: 'rect', color: colour, opacity },
    encoding: { x: { value: x }, x2: { value: x + SAMPLE_PT }, y: { value: y - 3 }, y2: { value: y + 3 } },
  };
}
