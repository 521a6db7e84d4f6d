import type {
  CompareStrategiesResponseMessage,
  StrategyCurveMessage,
  StrategyPointMessage,
} from '@blockqnn/api';
import { colours } from '../colours.js';
import { formatFittedTable } from '../fitted-table.js';
import { counted, formatShare } from '../format.js';

const BAR_CELLS = 20;

/** A table for each strategy: best and mean accuracy by the number of evaluations. */
export function formatStrategies(
  { curves, window }: CompareStrategiesResponseMessage,
  columns = Number.POSITIVE_INFINITY,
): string {
  return curves.map((curve) => `${titleOf(curve)}\n${curveTable(curve, window, columns)}`).join('\n\n');
}

function titleOf({ strategy, searches, evaluations, failures }: StrategyCurveMessage): string {
  const name = strategy === '' ? 'imported' : strategy;
  const count = `${String(searches)} ${searches === 1 ? 'search' : 'searches'}, ${counted(evaluations, 'evaluation')}`;
  return `${colours.bold(name)}  ${count}, ${counted(failures, 'failure')} among them`;
}

function curveTable({ points }: StrategyCurveMessage, window: number, columns: number): string {
  return formatFittedTable<StrategyPointMessage>(
    [
      { title: 'EVALUATIONS', align: 'right', cell: ({ evaluations }) => String(evaluations) },
      { title: 'SEARCHES', align: 'right', cell: ({ searches }) => String(searches) },
      { title: 'BEST', align: 'right', cell: ({ bestAccuracy }) => share(bestAccuracy?.mean) },
      { title: '', leaveOut: 2, cell: ({ bestAccuracy }) => bar(bestAccuracy?.mean ?? 0) },
      {
        title: 'LEAST – MOST',
        align: 'right',
        leaveOut: 3,
        cell: ({ bestAccuracy }) =>
          bestAccuracy ? `${formatShare(bestAccuracy.minimum)} – ${formatShare(bestAccuracy.maximum)}` : '',
      },
      {
        title: 'SD',
        align: 'right',
        leaveOut: 1,
        cell: ({ bestAccuracy }) => share(bestAccuracy?.standardDeviation),
      },
      {
        title: `MEAN OF LAST ${String(window)}`,
        align: 'right',
        cell: ({ meanAccuracy }) => share(meanAccuracy?.mean),
      },
    ],
    points,
    columns,
  );
}

const share = (value: number | undefined): string => (value === undefined ? '–' : formatShare(value));

/** A share in [0, 1] as a bar of halves of a cell. */
function bar(value: number): string {
  const halves = Math.round(value * 2 * BAR_CELLS);
  return `${'█'.repeat(halves >> 1)}${halves % 2 === 1 ? '▌' : ''}`;
}
