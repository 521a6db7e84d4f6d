export const POINTS_PER_INCH = 72;
const MILLIMETRES_PER_INCH = 25.4;

/** One column of a two-column paper: 3.3 inches. */
export const ONE_COLUMN_PT = 3.3 * POINTS_PER_INCH;
/** Both columns and the gap between them: 6.9 inches. */
const TWO_COLUMNS_PT = 6.9 * POINTS_PER_INCH;

/** Narrower, text no longer fits beside the plot; wider is a poster. */
const LEAST_WIDTH_PT = 2 * POINTS_PER_INCH;
const MOST_WIDTH_PT = 40 * POINTS_PER_INCH;

const UNITS_PT = { in: POINTS_PER_INCH, mm: POINTS_PER_INCH / MILLIMETRES_PER_INCH, pt: 1 } as const;
const FORM = /^(\d+(?:\.\d+)?)(in|mm|pt)$/;

/** `column`, `two-columns`, `3.3in`, `84mm` or `240pt` in points; undefined for anything else or beyond the bounds. */
export function parseFigureWidth(text: string): number | undefined {
  if (text === 'column') return ONE_COLUMN_PT;
  if (text === 'two-columns') return TWO_COLUMNS_PT;
  const [, number, unit] = FORM.exec(text) ?? [];
  const width = Number(number) * UNITS_PT[unit as keyof typeof UNITS_PT];
  return width >= LEAST_WIDTH_PT && width <= MOST_WIDTH_PT ? width : undefined;
}
