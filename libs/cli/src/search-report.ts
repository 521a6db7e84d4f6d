import type { SearchMessage } from '@blockqnn/api';
import { durationFromProto, timestampFromProto } from '@blockqnn/api';
import { counted, formatCount, formatSeconds, formatShare } from './format.js';
import { recipeText } from './recipe-json.js';
import { deadlineOf, isoTime } from './search-json.js';
import { stackText } from './stack-text.js';
import { stripPrefix } from './strip-prefix.js';
import { evaluatedCount } from './search-news.js';
import { formatFittedTable, type FittedColumn } from './fitted-table.js';

/**
 * A search for people: what it is, how far it is, its best block.
 *
 * @param nowMs - since the epoch
 */
export function formatSearch(search: SearchMessage, nowMs: number): string {
  const { spec, bestTrial } = search;
  const total = spec?.budget?.maxEvaluations ?? 0;
  const lines = [
    headOf(search),
    `  ${strategyOf(search)}, seed ${String(spec?.seed ?? 0)}, on ${spec?.dataset ?? ''}, at most ${String(spec?.maxLayers ?? 0)} layers a block`,
    ...timesOf(search, nowMs),
    ...(spec?.stack ? [`  stack: ${stackText(spec.stack)}`] : []),
    ...(spec?.recipe ? [`  recipe: ${recipeText(spec.recipe)}`] : []),
    ...limitsOf(search),
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

/** Its name, where it stands, and what people call it. */
function headOf(search: SearchMessage): string {
  const reason = search.endReason === '' ? '' : ` (${search.endReason})`;
  const displayName = search.spec?.displayName ?? '';
  return `${search.name}  ${stateOf(search)}${reason}${displayName === '' ? '' : `  "${displayName}"`}`;
}

/** When it began, and when it ended or will at the latest. */
function timesOf(search: SearchMessage, nowMs: number): string[] {
  const createdMs = timestampFromProto(search.createTime);
  if (createdMs === undefined) return [];
  const completedMs = timestampFromProto(search.completeTime);
  const deadlineMs = deadlineOf(search);
  const ended = completedMs === undefined ? '' : `, completed ${isoTime(completedMs) ?? ''}`;
  const ends =
    completedMs !== undefined || deadlineMs === undefined
      ? ''
      : `, ends by ${isoTime(deadlineMs) ?? ''} (${deadlineMs > nowMs ? `in ${ageText(deadlineMs - nowMs)}` : 'now'})`;
  return [`  created ${isoTime(createdMs) ?? ''} (${ageText(nowMs - createdMs)} ago)${ended}${ends}`];
}

/** Above what blocks are left out; no line where nothing is. */
function limitsOf({ spec }: SearchMessage): string[] {
  const { maxFlops = 0, maxParameters = 0, maxActivationBytes = 0 } = spec?.limits ?? {};
  const limits = [
    ...(maxFlops > 0 ? [`${formatCount(maxFlops)} FLOPs`] : []),
    ...(maxParameters > 0 ? [`${formatCount(maxParameters)} parameters`] : []),
    ...(maxActivationBytes > 0 ? [`${formatCount(maxActivationBytes)} bytes of activations an image`] : []),
  ];
  return limits.length === 0 ? [] : [`  blocks of at most ${limits.join(', ')}`];
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
 * Searches for people. On a narrow terminal long names and datasets are cut, then columns left out.
 *
 * @param nowMs - since the epoch
 * @param columns - of the terminal; default: no bound
 */
export function formatSearches(
  searches: readonly SearchMessage[],
  nowMs: number,
  columns = Number.POSITIVE_INFINITY,
): string {
  return formatFittedTable<SearchMessage>(
    [
      { title: 'SEARCH', cell: ({ name }) => name },
      ...(searches.some(({ spec }) => (spec?.displayName ?? '') !== '') ? [NAME] : []),
      { title: 'STATE', cell: stateOf },
      { title: 'AGE', align: 'right', leaveOut: 3, cell: (search) => ageOf(search, nowMs) },
      { title: 'STRATEGY', leaveOut: 1, cell: strategyOf },
      { title: 'DATASET', cut: { least: 12, most: 60 }, cell: ({ spec }) => spec?.dataset ?? '' },
      {
        title: 'BLOCKS',
        align: 'right',
        cell: (search) =>
          `${String(evaluatedCount(search))}/${String(search.spec?.budget?.maxEvaluations ?? 0)}`,
      },
      { title: 'OPEN', align: 'right', leaveOut: 4, cell: ({ openCount }) => String(openCount) },
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

const NAME: FittedColumn<SearchMessage> = {
  title: 'NAME',
  cut: { least: 8, most: 30 },
  cell: ({ spec }) => spec?.displayName ?? '',
};

function ageOf({ createTime }: SearchMessage, nowMs: number): string {
  const createdMs = timestampFromProto(createTime);
  return createdMs === undefined ? '–' : ageText(nowMs - createdMs);
}

const DAY_S = 86_400;

/** Clocks of two machines differ: what is not over yet began just now. */
function ageText(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  return seconds < 2 * DAY_S ? formatSeconds(seconds) : `${String(Math.floor(seconds / DAY_S))} d`;
}

function stateOf(search: SearchMessage): string {
  return stripPrefix(search.state, 'SEARCH_STATE_');
}

function strategyOf(search: SearchMessage): string {
  return stripPrefix(search.spec?.strategy ?? '', 'STRATEGY_KIND_').replaceAll('_', '-');
}
