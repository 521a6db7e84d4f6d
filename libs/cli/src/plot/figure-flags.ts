import { extname } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../exit-code.js';

/** What every plot takes. */
export interface FigureFlags {
  readonly out?: string;
  readonly width?: string;
  readonly title?: string;
  readonly json: boolean;
}

export type FigureFormat = 'svg' | 'png';

export function addFigureFlags(command: Command): Command {
  return command
    .option('--out <file>', 'file to write, .svg or .png')
    .option('--width <width>', 'column (3.3 in), two-columns (6.9 in), or a length: 3.3in, 84mm, 240pt')
    .option('--title <text>', 'title above the figure (default: none)')
    .option('--json', 'print the data that is plotted; --out may be left out', false);
}

/** The format that a file's ending names; undefined where only data are asked for. Throws {@link UsageError}. */
export function figureFormat({ out, json }: FigureFlags): FigureFormat | undefined {
  if (out === undefined) {
    if (json) return undefined;
    throw new UsageError('name a file with --out, for instance --out figure.svg, or ask for --json');
  }
  const ending = extname(out).toLowerCase();
  if (ending === '.svg') return 'svg';
  if (ending === '.png') return 'png';
  throw new UsageError(
    `--out ${out}: ${ending === '' ? 'a file without an ending' : ending} is not written; end it in .svg or .png`,
  );
}
