import type * as Plots from '@blockqnn/plots';
import { print, printJson, type CliContext } from '../context.js';
import { UsageError } from '../exit-code.js';
import { checkFigureFile, writeFigureFile } from './figure-file.js';
import { figureFormat, type FigureFlags } from './figure-flags.js';

/** What is to be drawn. */
export interface Drawing {
  /** What `--json` prints. */
  readonly data: unknown;
  /** What was drawn, for people: "200 trials". */
  readonly content: string;
  /** Drawn with the library, which is loaded only now: it takes longer to load than all the rest of the command. */
  readonly draw: (plots: typeof Plots, options: Plots.FigureOptions) => Promise<Plots.Figure>;
}

/** Text below this many points is hard to read in print. */
const READABLE_PT = 5;

/**
 * Gathers data and makes the file that flags ask for. Flags are checked first, so that nobody waits for data in
 * vain. Throws {@link UsageError}.
 */
export async function makeFigure(
  context: CliContext,
  flags: FigureFlags,
  gather: () => Promise<Drawing>,
): Promise<void> {
  const format = figureFormat(flags);
  const { out } = flags;
  if (format === undefined || out === undefined) {
    printJson(context, (await gather()).data);
    return;
  }
  await checkFigureFile(out);
  const plots = await import('@blockqnn/plots');
  const options = figureOptions(plots, flags);
  const { data, content, draw } = await gather();
  const figure = await draw(plots, options);
  await writeFigureFile(out, format === 'svg' ? figure.svg : await plots.rasterise(figure));
  if (figure.textPt < READABLE_PT) {
    context.stderr.write(
      `The figure is so narrow that its text is ${figure.textPt.toFixed(1)} points high; a greater --width makes it readable.\n`,
    );
  }
  if (flags.json) printJson(context, data);
  else print(context, `${out}: ${content}, ${inches(figure.widthPt)} × ${inches(figure.heightPt)} in`);
}

function figureOptions(plots: typeof Plots, { width, title }: FigureFlags): Plots.FigureOptions {
  const widthPt = width === undefined ? undefined : plots.parseFigureWidth(width);
  if (width !== undefined && widthPt === undefined) {
    throw new UsageError(
      `--width ${width}: must be column, two-columns, or a length from 2in to 40in in in, mm or pt, for instance 84mm`,
    );
  }
  return {
    ...(widthPt === undefined ? {} : { widthPt }),
    ...(title === undefined || title.trim() === '' ? {} : { title }),
  };
}

const inches = (points: number): string => (points / 72).toFixed(2);
