import type { SearchMessage } from '@blockqnn/api';
import { durationFromProto, timestampFromProto } from '@blockqnn/api';
import { counted, formatCount, formatSeconds, formatShare } from './format.js';
import { isoTime, stripPrefix } from './search-json.js';
import { evaluatedCount } from './search-news.js';
import { formatFittedTable } from './fitted-table.js';

/** A search for people: what it is, how far it is, its best block. */
export function formatSearch(search: SearchMessage): string {
  const { spec, bestTrial } = search;
  const total = spec?.budget?.maxEvaluations ?? 0;
  const lines = [
    `${search.name}  ${stateOf(search)}${search.endReason === '' ? '' : ` (${search.endReason})`}`,
    `  ${strategyOf(search)}, seed ${String(spec?.seed ?? 0)}, on ${spec?.dataset ?? ''}, at most ${String(spec?.maxLayers ?? 0)} layers a block`,
    ...boundsOf(search),
    `  ${String(evaluatedCount(search))} of ${String(total)} blocks evaluated, ${String(search.openCount)} open,` +
      ` ${String(search.duplicateCount)} duplicates skipped, ${String(search.infeasibleCount)} above the limits`,
    ...othersOf(search),
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

/** What ends it, or its trainings, early; no line where nothing does. */
function boundsOf({ spec }: SearchMessage): string[] {
  const { maxTrialsInFlight = 0, targetAccuracy = 0, maxDuration } = spec?.budget ?? {};
  const durationMs = durationFromProto(maxDuration);
  const median = spec?.medianStopping;
  const bounds = [
    ...(maxTrialsInFlight > 0 ? [`at most ${String(maxTrialsInFlight)} in flight`] : []),
    ...(durationMs === undefined ? [] : [`at most ${formatSeconds(durationMs / 1000)}`]),
    ...(targetAccuracy > 0 ? [`until ${formatShare(targetAccuracy)} accuracy`] : []),
    ...(median
      ? [
          `trainings below the median end early after ${counted(median.minTrials, 'trial')} and ${counted(median.minEpochs, 'epoch')}`,
        ]
      : []),
  ];
  return bounds.length === 0 ? [] : [`  ${bounds.join(', ')}`];
}

/** What is rare: failed, given up, imported, deleted; a line for each kind. */
function othersOf(search: SearchMessage): string[] {
  const { failedCount, cancelledCount, importedCount, source } = search;
  const deletedMs = timestampFromProto(search.deleteTime);
  const counts = [
    ...(failedCount > 0 ? [`${String(failedCount)} failed`] : []),
    ...(cancelledCount > 0 ? [`${String(cancelledCount)} given up when it ended`] : []),
    ...(importedCount > 0
      ? [
          `${String(importedCount)} ${source === '' ? 'imported' : `imported or from ${source}`}, not part of the budget`,
        ]
      : []),
  ];
  return [
    ...(counts.length === 0 ? [] : [`  ${counts.join(', ')}`]),
    ...(deletedMs === undefined
      ? []
      : [
          `  deleted ${isoTime(deletedMs) ?? ''}, kept until ${isoTime(timestampFromProto(search.purgeTime)) ?? ''}:` +
            ` blockqnn search undelete ${search.name.replace('searches/', '')}`,
        ]),
  ];
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
        cell: (search) =>
          `${String(evaluatedCount(search))}/${String(search.spec?.budget?.maxEvaluations ?? 0)}`,
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
