/** There are no data to draw. The message says what is missing, and what to do where that is known. */
export class NothingToPlot extends Error {
  override readonly name = 'NothingToPlot';
}
