import type { AnalyzeBlocksResponseMessage, FigureContrastMessage } from '@blockqnn/api';
import { formatFittedTable } from '../fitted-table.js';
import { formatCount } from '../format.js';
import { stars } from './significance.js';

type Distribution = NonNullable<FigureContrastMessage['top']>;

/** How figures of the top differ from those of all, as a table for people. */
export function formatFigures(
  { figures }: AnalyzeBlocksResponseMessage,
  columns = Number.POSITIVE_INFINITY,
): string {
  return formatFittedTable<FigureContrastMessage>(
    [
      { title: 'FIGURE', cell: ({ name }) => name.replaceAll('_', ' ') },
      { title: 'TOP', align: 'right', cell: ({ top }) => meanOf(top) },
      { title: 'QUARTILES', align: 'right', leaveOut: 2, cell: ({ top }) => quartilesOf(top) },
      { title: 'ALL', align: 'right', cell: ({ all }) => meanOf(all) },
      { title: 'QUARTILES', align: 'right', leaveOut: 1, cell: ({ all }) => quartilesOf(all) },
      { title: 'DIFFERENCE', align: 'right', cell: ({ difference }) => signed(difference) },
      {
        title: '95 % INTERVAL',
        align: 'right',
        leaveOut: 3,
        cell: intervalOf,
      },
      { title: '', cell: ({ adjustedPValue }) => stars(adjustedPValue) },
    ],
    figures,
    columns,
  );
}

/** The registry says that there is none by ends that are equal: of fewer than two blocks. */
const intervalOf = ({ differenceLow, differenceHigh }: FigureContrastMessage): string =>
  differenceLow === differenceHigh ? '–' : `${signed(differenceLow)} … ${signed(differenceHigh)}`;

const meanOf = (distribution: Distribution | null): string =>
  distribution ? `${number(distribution.mean)} ± ${number(distribution.standardDeviation)}` : '';

const quartilesOf = (distribution: Distribution | null): string =>
  distribution
    ? [distribution.lowerQuartile, distribution.median, distribution.upperQuartile].map(number).join(' ')
    : '';

/** Two decimals; from 1,000 on with a unit. */
function number(value: number): string {
  return Math.abs(value) < 1000 ? value.toFixed(2) : `${value < 0 ? '-' : ''}${formatCount(Math.abs(value))}`;
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${number(value)}`;
