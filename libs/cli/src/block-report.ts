import type { BlockSummaryMessage, EvaluationMessage, FigureStatisticsMessage } from '@blockqnn/api';
import { durationFromProto, timestampFromProto } from '@blockqnn/api';
import { formatFittedTable, type FittedColumn } from './fitted-table.js';
import { formatCount, formatSeconds, formatShare } from './format.js';
import { recipeJson } from './recipe-json.js';
import { shortStackText } from './stack-text.js';
import { stripPrefix } from './strip-prefix.js';

/**
 * Blocks for people, in the order given, those that people know with their names, each with its best evaluation and
 * the mean of all. On a narrow terminal long codes are cut, and what one can best do without is left out: the dataset
 * unless there are several, and then the counts from the right.
 *
 * @param columns - of the terminal; default: no bound
 * @param first - columns that come before the others, after the row's number
 */
export function formatBlocks(
  blocks: readonly BlockSummaryMessage[],
  columns = Number.POSITIVE_INFINITY,
  first: readonly FittedColumn<BlockSummaryMessage>[] = [],
): string {
  const datasets = new Set(blocks.map(({ bestEvaluation }) => bestEvaluation?.dataset));
  const named: readonly FittedColumn<BlockSummaryMessage>[] = blocks.some(({ reference }) => reference !== '')
    ? [{ title: 'NAME', cut: { least: 8, most: 20 }, cell: ({ reference }) => reference }]
    : [];
  return formatFittedTable<BlockSummaryMessage>(
    [
      { title: '#', align: 'right', cell: (_, index) => String(index + 1) },
      ...first,
      { title: 'BLOCK', cell: ({ block }) => block?.name.replace('blocks/', '') ?? '' },
      ...named,
      { title: 'NSC CODE', cut: { least: 24, most: 60 }, cell: ({ block }) => block?.nsc ?? '' },
      {
        title: 'DATASET',
        ...(datasets.size > 1 ? { cut: { least: 12, most: 40 } } : { leaveOut: 1 }),
        cell: ({ bestEvaluation }) => bestEvaluation?.dataset ?? '',
      },
      {
        title: 'ACCURACY',
        align: 'right',
        cell: ({ bestEvaluation }) => formatShare(bestEvaluation?.measurement?.accuracy ?? 0),
      },
      {
        title: 'REWARD',
        align: 'right',
        cell: ({ bestEvaluation }) => (bestEvaluation?.reward ?? 0).toFixed(2),
      },
      {
        title: 'FLOPS',
        align: 'right',
        leaveOut: 5,
        cell: ({ bestEvaluation }) => formatCount(bestEvaluation?.figures?.flops ?? 0),
      },
      {
        title: 'PARAMETERS',
        align: 'right',
        leaveOut: 4,
        cell: ({ bestEvaluation }) => formatCount(bestEvaluation?.figures?.parameters ?? 0),
      },
      {
        title: 'MEAN ± SD (N)',
        align: 'right',
        leaveOut: 3,
        cell: ({ statistics }) => formatSpread(statistics?.accuracy, statistics?.measured ?? 0),
      },
    ],
    blocks,
    columns,
  );
}

/** An accuracy over several evaluations: "61.2 ± 0.8 % (3)". */
function formatSpread(accuracy: FigureStatisticsMessage | null | undefined, measured: number): string {
  if (!accuracy) return '–';
  const deviation = measured > 1 ? ` ± ${(accuracy.standardDeviation * 100).toFixed(1)}` : '';
  return `${(accuracy.mean * 100).toFixed(1)}${deviation} % (${String(measured)})`;
}

/** Evaluations of one block for people, fitted as {@link formatBlocks}. */
export function formatEvaluations(
  evaluations: readonly EvaluationMessage[],
  columns = Number.POSITIVE_INFINITY,
): string {
  return formatFittedTable<EvaluationMessage>(
    [
      { title: 'TRIAL', cell: ({ trial }) => trial },
      { title: 'DATASET', cut: { least: 12, most: 40 }, cell: ({ dataset }) => dataset },
      {
        title: 'ACCURACY',
        align: 'right',
        cell: ({ measurement, failure }) =>
          measurement
            ? formatShare(measurement.accuracy)
            : stripPrefix(failure?.reason ?? '', 'FAILURE_REASON_'),
      },
      { title: 'REWARD', align: 'right', cell: ({ reward }) => reward.toFixed(2) },
      {
        title: 'FLOPS',
        align: 'right',
        leaveOut: 5,
        cell: ({ figures }) => formatCount(figures?.flops ?? 0),
      },
      {
        title: 'PARAMETERS',
        align: 'right',
        leaveOut: 3,
        cell: ({ figures }) => formatCount(figures?.parameters ?? 0),
      },
      {
        title: 'STACK',
        cut: { least: 36, most: 60 },
        leaveOut: 4,
        cell: ({ stack }) => (stack ? shortStackText(stack) : ''),
      },
      {
        title: 'EPOCHS',
        align: 'right',
        leaveOut: 1,
        cell: ({ measurement }) => String(measurement?.epochs.length ?? 0),
      },
      {
        title: 'TIME',
        align: 'right',
        leaveOut: 2,
        cell: ({ measurement }) => formatSeconds((durationFromProto(measurement?.duration) ?? 0) / 1000),
      },
      {
        title: 'WEIGHTS',
        cell: ({ measurement }) => (measurement && measurement.weightsSha256 !== '' ? 'kept' : '–'),
      },
    ],
    evaluations,
    columns,
  );
}

/** JSON form of a block with its best evaluation. */
export function blockJson({
  block,
  bestEvaluation,
  evaluationCount,
  statistics,
  reference,
}: BlockSummaryMessage): Record<string, unknown> {
  return {
    block: block?.name.replace('blocks/', ''),
    nsc: block?.nsc,
    ...(reference !== '' && { reference }),
    density: block?.density,
    evaluations: evaluationCount,
    measured: statistics?.measured,
    failed: statistics?.failed,
    accuracy: statistics?.accuracy ?? undefined,
    reward: statistics?.reward ?? undefined,
    best: bestEvaluation ? registryEvaluationJson(bestEvaluation) : undefined,
  };
}

export function registryEvaluationJson(evaluation: EvaluationMessage): Record<string, unknown> {
  const { measurement, failure, figures } = evaluation;
  const completedMs = timestampFromProto(evaluation.completeTime);
  return {
    trial: evaluation.trial,
    block: evaluation.block?.name.replace('blocks/', ''),
    nsc: evaluation.block?.nsc,
    dataset: evaluation.dataset,
    stack: evaluation.stack ?? undefined,
    accuracy: measurement?.accuracy,
    failure: failure ? stripPrefix(failure.reason, 'FAILURE_REASON_') : undefined,
    reward: evaluation.reward,
    flops: figures?.flops,
    parameters: figures?.parameters,
    activationBytes: figures?.activationBytes,
    seconds: (durationFromProto(measurement?.duration) ?? 0) / 1000,
    attempt: evaluation.attempt,
    worker: evaluation.worker,
    strategy: evaluation.strategy === '' ? undefined : evaluation.strategy,
    recipe: evaluation.recipe ? recipeJson(evaluation.recipe) : undefined,
    seed: evaluation.strategy === '' ? undefined : evaluation.seed,
    weightsSha256: measurement?.weightsSha256,
    completed: completedMs === undefined ? undefined : new Date(completedMs).toISOString(),
  };
}
