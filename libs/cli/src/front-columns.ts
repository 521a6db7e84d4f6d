import { durationFromProto, timestampFromProto, type BlockSummaryMessage } from '@blockqnn/api';
import type { FittedColumn } from './fitted-table.js';
import { formatCount, formatSeconds } from './format.js';

type Column = FittedColumn<BlockSummaryMessage>;

/** Figures that tables of blocks do not show by themselves, by the names that filters have for them. */
const COLUMNS: Readonly<Record<string, Column>> = {
  density: column('DENSITY', ({ block }) => (block?.density ?? 0).toFixed(2)),
  // The code ends with Terminal, which is none.
  layers: column('LAYERS', ({ block }) => String(Math.max(0, (block?.layers.length ?? 0) - 1))),
  activation_bytes: column('ACTIVATION BYTES', ({ bestEvaluation }) =>
    formatCount(bestEvaluation?.figures?.activationBytes ?? 0),
  ),
  duration: column('TIME', ({ bestEvaluation }) =>
    formatSeconds((durationFromProto(bestEvaluation?.measurement?.duration) ?? 0) / 1000),
  ),
  attempt: column('ATTEMPT', ({ bestEvaluation }) => String(bestEvaluation?.attempt ?? 0)),
  trial: column('TRIAL', ({ bestEvaluation }) => bestEvaluation?.trial.split('/').at(-1) ?? ''),
  complete_time: column('COMPLETED', ({ bestEvaluation }) =>
    new Date(timestampFromProto(bestEvaluation?.completeTime) ?? 0).toISOString(),
  ),
};

/** Columns for those of a front's figures ("density desc, accuracy") that the table would not show otherwise. */
export function frontColumns(figures: string): readonly Column[] {
  return figures.split(',').flatMap((figure) => COLUMNS[figure.trim().split(/\s/)[0] ?? ''] ?? []);
}

function column(title: string, cell: Column['cell']): Column {
  return { title, align: 'right', cell };
}
