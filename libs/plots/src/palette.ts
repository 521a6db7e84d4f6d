/**
 * Colours that people with colour-blindness tell apart (Okabe and Ito 2008), in an order in which neighbours
 * differ in lightness too. Series have a dash pattern besides, so that a grey print still tells them apart.
 */
export interface SeriesStyle {
  readonly colour: string;
  /** Lengths of strokes and gaps in points; [] is a solid line. */
  readonly dash: readonly number[];
}

const SERIES_STYLES: readonly SeriesStyle[] = [
  { colour: '#0072b2', dash: [] },
  { colour: '#e69f00', dash: [4, 1.5] },
  { colour: '#000000', dash: [1.5, 1.5] },
  { colour: '#009e73', dash: [6, 1.5, 1.5, 1.5] },
  { colour: '#cc79a7', dash: [2.5, 1] },
  { colour: '#56b4e9', dash: [8, 2] },
];

/** The style of the series with this number, counted from 0; there are six, then they begin again. */
export function seriesStyle(number: number): SeriesStyle {
  return SERIES_STYLES[number % SERIES_STYLES.length] ?? { colour: INK, dash: [] };
}

export const INK = '#222222';
export const BLUE = '#0072b2';
export const PALE_BLUE = '#56b4e9';
export const VERMILION = '#d55e00';
export const MID_GREY = '#8c8c8c';
export const PALE_GREY = '#cfcfcf';
