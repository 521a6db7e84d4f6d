import type { SearchMessage } from '@blockqnn/api';
import { formatCount, formatShare } from './format.js';
import { stripPrefix } from './search-json.js';
import { formatTable } from './table.js';

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

export function formatSearches(searches: readonly SearchMessage[]): string {
  return formatTable(
    [
      { title: 'SEARCH' },
      { title: 'STATE' },
      { title: 'STRATEGY' },
      { title: 'DATASET' },
      { title: 'BLOCKS', align: 'right' },
      { title: 'BEST ACCURACY', align: 'right' },
      { title: 'BEST REWARD', align: 'right' },
    ],
    searches.map((search) => [
      search.name,
      stateOf(search),
      strategyOf(search),
      search.spec?.dataset ?? '',
      `${String(search.succeededCount + search.failedCount)}/${String(search.spec?.budget?.maxEvaluations ?? 0)}`,
      search.bestTrial?.measurement ? formatShare(search.bestTrial.measurement.accuracy) : '–',
      search.bestTrial?.measurement ? search.bestTrial.reward.toFixed(2) : '–',
    ]),
  );
}

function stateOf(search: SearchMessage): string {
  return stripPrefix(search.state, 'SEARCH_STATE_');
}

function strategyOf(search: SearchMessage): string {
  return stripPrefix(search.spec?.strategy ?? '', 'STRATEGY_KIND_').replaceAll('_', '-');
}
