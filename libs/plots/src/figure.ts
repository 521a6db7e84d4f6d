/** A drawing, white behind, whose lengths are points of 1/72 inch. */
export interface Figure {
  /** A whole SVG document; the same data give the same bytes. */
  readonly svg: string;
  readonly widthPt: number;
  readonly heightPt: number;
  /** Height of the smallest text. */
  readonly textPt: number;
}

/** What every figure takes besides its data. */
export interface FigureOptions {
  /** Width of the whole figure in points. Default: charts have one column, drawings of graphs their natural size. */
  readonly widthPt?: number;
  /** Stands above the figure, broken into lines; none by default, since a paper has captions. */
  readonly title?: string;
}
