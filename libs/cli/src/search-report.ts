import type { SearchMessage } from '@blockqnn/api';
import { formatCount, formatShare } from './format.js';
import { stripPrefix } from './search-json.js';
import { formatFittedTable } from './fitted-table.js';

/** A search for people: what it is, how far it is, its best block. */
export function formatSearch(search: SearchMessage): string {
  const { spec, bestTrial } = search;
  const total = spec?.budget?.maxEvaluations ?? 0;
  const lines = [
    `${search.name}  ${stateOf(search)}${search.endReason === '' ? '' : ` (${search.endReason})`}`,
    `  ${strategyOf(search)}, seed ${String(spec?.seed ?? 0)}, on ${spec?.dataset ?? ''}, at most ${String(spec?.maxLayers ?? 0)} layers a block`,
    `  ${String(search.succeededCount + search.failedCount)} of ${String(total)} blocks evaluated` +
      ` (${String(search.failedCount)} failed), ${String(search.openCount)} open,` +
      ` ${String(search.duplicateCount)} duplicates skipped, ${String(search.infeasibleCount)} above the limits`,
  ];
  if (bestTrial?.measurement) {
    lines.push(
      `  best: ${bestTrial.block?.nsc ?? ''}`,
      `        accuracy ${formatShare(bestTrial.measurement.accuracy)}, reward ${bestTrial.reward.toFixed(2)},` +
        ` ${formatCount(bestTrial.figures?.flops ?? 0)} FLOPs, ${formatCount(bestTrial.figures?.parameters ?? 0)} parameters  (${bestTrial.block?.name ?? ''})`,
    );
  }
  return lines.join('\n');
}

/**
 * Searches for people. On a narrow terminal long datasets are cut, then the strategy and the reward left out.
 *
 * @param columns - of the terminal; default: no bound
 */
export function formatSearches(
  searches: readonly SearchMessage[],
  columns = Number.POSITIVE_INFINITY,
): string {
  return formatFittedTable<SearchMessage>(
    [
      { title: 'SEARCH', cell: ({ name }) => name },
      { title: 'STATE', cell: stateOf },
      { title: 'STRATEGY', leaveOut: 1, cell: strategyOf },
      { title: 'DATASET', cut: { least: 12, most: 60 }, cell: ({ spec }) => spec?.dataset ?? '' },
      {
        title: 'BLOCKS',
        align: 'right',
        cell: ({ spec, succeededCount, failedCount }) =>
          `${String(succeededCount + failedCount)}/${String(spec?.budget?.maxEvaluations ?? 0)}`,
      },
      {
        title: 'BEST ACCURACY',
        align: 'right',
        cell: ({ bestTrial }) => (bestTrial?.measurement ? formatShare(bestTrial.measurement.accuracy) : '–'),
      },
      {
        title: 'BEST REWARD',
        align: 'right',
        leaveOut: 2,
        cell: ({ bestTrial }) => (bestTrial?.measurement ? bestTrial.reward.toFixed(2) : '–'),
      },
    ],
    searches,
    columns,
  );
}

function stateOf(search: SearchMessage): string {
  return stripPrefix(search.state, 'SEARCH_STATE_');
}

function strategyOf(search: SearchMessage): string {
  return stripPrefix(search.spec?.strategy ?? '', 'STRATEGY_KIND_').replaceAll('_', '-');
}
