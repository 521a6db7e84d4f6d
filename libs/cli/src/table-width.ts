import type { CliContext } from './context.js';

/** Of a pipe or a file, which people read later in some window. */
const PIPE_COLUMNS = 120;

/**
 * Columns that tables for people are fitted to: what COLUMNS says, else those of the terminal, else
 * {@link PIPE_COLUMNS}. Programs read `--json`, which cuts nothing.
 */
export function tableWidth({ stdout, env }: Pick<CliContext, 'stdout' | 'env'>): number {
  const { COLUMNS: wanted = '' } = env;
  if (/^[1-9]\d{0,5}$/.test(wanted)) return Number(wanted);
  const { columns = 0 } = stdout;
  // Some terminals say 0 until their window is there.
  return columns > 0 ? columns : PIPE_COLUMNS;
}
