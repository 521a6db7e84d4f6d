import type { BlockSummaryMessage, EvaluationMessage } from '@blockqnn/api';
import { durationFromProto, timestampFromProto } from '@blockqnn/api';
import { formatCount, formatSeconds, formatShare, shorten } from './format.js';
import { stripPrefix } from './search-json.js';
import { formatTable } from './table.js';

/** Columns that everything beside the code takes. */
const BESIDE_CODE = 84;
const CODE_WIDTH = { least: 24, most: 60 };

/** Blocks for people, in the order given; long codes are cut to fit the terminal where they can. */
export function formatBlocks(
  blocks: readonly BlockSummaryMessage[],
  columns = Number.POSITIVE_INFINITY,
): string {
  const codeWidth = Math.min(CODE_WIDTH.most, Math.max(CODE_WIDTH.least, columns - BESIDE_CODE));
  return formatTable(
    [
      { title: '#', align: 'right' },
      { title: 'BLOCK' },
      { title: 'NSC CODE' },
      { title: 'ACCURACY', align: 'right' },
      { title: 'REWARD', align: 'right' },
      { title: 'FLOPS', align: 'right' },
      { title: 'PARAMETERS', align: 'right' },
      { title: 'SEEN', align: 'right' },
    ],
    blocks.map(({ block, bestEvaluation, evaluationCount }, index) => [
      String(index + 1),
      block?.name.replace('blocks/', '') ?? '',
      shorten(block?.nsc ?? '', codeWidth),
      formatShare(bestEvaluation?.measurement?.accuracy ?? 0),
      (bestEvaluation?.reward ?? 0).toFixed(2),
      formatCount(bestEvaluation?.figures?.flops ?? 0),
      formatCount(bestEvaluation?.figures?.parameters ?? 0),
      String(evaluationCount),
    ]),
  );
}

/** Evaluations of one block for people. */
export function formatEvaluations(evaluations: readonly EvaluationMessage[]): string {
  return formatTable(
    [
      { title: 'TRIAL' },
      { title: 'DATASET' },
      { title: 'ACCURACY', align: 'right' },
      { title: 'REWARD', align: 'right' },
      { title: 'EPOCHS', align: 'right' },
      { title: 'TIME', align: 'right' },
      { title: 'WEIGHTS' },
    ],
    evaluations.map(({ trial, dataset, measurement, failure, reward }) => [
      trial,
      dataset,
      measurement ? formatShare(measurement.accuracy) : stripPrefix(failure?.reason ?? '', 'FAILURE_REASON_'),
      reward.toFixed(2),
      String(measurement?.epochs.length ?? 0),
      formatSeconds((durationFromProto(measurement?.duration) ?? 0) / 1000),
      measurement && measurement.weightsSha256 !== '' ? 'kept' : '–',
    ]),
  );
}

/** JSON form of a block with its best evaluation. */
export function blockJson({
  block,
  bestEvaluation,
  evaluationCount,
}: BlockSummaryMessage): Record<string, unknown> {
  return {
    block: block?.name.replace('blocks/', ''),
    nsc: block?.nsc,
    density: block?.density,
    evaluations: evaluationCount,
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
    accuracy: measurement?.accuracy,
    failure: failure ? stripPrefix(failure.reason, 'FAILURE_REASON_') : undefined,
    reward: evaluation.reward,
    flops: figures?.flops,
    parameters: figures?.parameters,
    activationBytes: figures?.activationBytes,
    seconds: (durationFromProto(measurement?.duration) ?? 0) / 1000,
    attempt: evaluation.attempt,
    worker: evaluation.worker,
    weightsSha256: measurement?.weightsSha256,
    completed: completedMs === undefined ? undefined : new Date(completedMs).toISOString(),
  };
}
