import type { BlockSummaryMessage, SearchMessage } from '@blockqnn/api';
import { colours, counted, evaluatedCount, formatBlocks, formatSeconds } from '@blockqnn/cli';

/** What `npm start` says at the end of a search. */
export function formatSummary(
  search: SearchMessage,
  blocks: readonly BlockSummaryMessage[],
  exported: string | undefined,
  seconds: number,
  columns: number,
): string {
  const done = evaluatedCount(search);
  const head =
    `${search.name}: ${counted(done, 'block')} in ${formatSeconds(seconds)}` +
    (search.failedCount > 0 ? `, ${String(search.failedCount)} of them failed` : '') +
    (search.cancelledCount > 0 ? `, ${String(search.cancelledCount)} given up when it ended` : '') +
    (search.duplicateCount > 0 ? `, ${String(search.duplicateCount)} duplicates not trained again` : '') +
    (search.endReason === '' ? '' : ` (${search.endReason})`);
  return [
    '',
    colours.bold(head),
    '',
    blocks.length === 0 ? 'No block could be measured; the log says more.' : formatBlocks(blocks, columns),
    '',
    ...(exported === undefined ? [] : [`${colours.bold('Model of the best block')}  ${exported}`, '']),
  ].join('\n');
}
