import type { Config } from 'vega-lite';
import { FONT_FAMILY } from './bundled-font.js';
import { INK } from './palette.js';

/** Sizes of text in points. */
export const LABEL_SIZE = 7;
const AXIS_TITLE_SIZE = 8;
export const TITLE_SIZE = 9;

const HAIRLINE = 0.5;

/** How every chart looks: thin axes, a pale grid, no frame. */
export const THEME: Config = {
  font: FONT_FAMILY,
  background: '#ffffff',
  aria: false,
  padding: 2,
  view: { stroke: null },
  concat: { spacing: 6 },
  axis: {
    labelColor: INK,
    labelFontSize: LABEL_SIZE,
    labelPadding: 2,
    titleColor: INK,
    titleFontSize: AXIS_TITLE_SIZE,
    titleFontWeight: 'normal',
    titlePadding: 4,
    domainColor: INK,
    domainWidth: HAIRLINE,
    tickColor: INK,
    tickWidth: HAIRLINE,
    tickSize: 3,
    gridColor: '#e4e4e4',
    gridWidth: HAIRLINE,
  },
  axisX: { grid: false, labelFlush: false },
  legend: {
    labelColor: INK,
    labelFontSize: LABEL_SIZE,
    titleColor: INK,
    titleFontSize: LABEL_SIZE,
    titleFontWeight: 'normal',
    titlePadding: 3,
    orient: 'bottom',
    gradientThickness: 6,
    gradientOpacity: 1,
    gradientStrokeWidth: 0,
    offset: 4,
  },
  title: {
    color: INK,
    fontSize: TITLE_SIZE,
    fontWeight: 'normal',
    lineHeight: TITLE_SIZE * 1.25,
    anchor: 'start',
    frame: 'bounds',
    offset: 4,
  },
  text: { color: INK, fontSize: LABEL_SIZE },
};
