import type { BlockStatisticsInput, BlockSummaryInput } from '@blockqnn/api';
import { referenceName } from '@blockqnn/nsc';
import type { Filter } from './filter/filter.js';
import { blockStatistics, type BlockStatistics } from './store/block-statistics.js';
import { messageOf } from './store/evaluations.js';
import type { Database } from './store/tables.js';

/** An evaluation that stands for its block. */
export interface Representative {
  readonly block: string;
  readonly message_json: string;
}

/** A summary for each evaluation given, with the statistics of its block over the evaluations under the filter. */
export async function blockSummaries(
  db: Database,
  representatives: readonly Representative[],
  under: { readonly filter: Filter; readonly snapshot: number },
): Promise<BlockSummaryInput[]> {
  const statistics = await blockStatistics(
    db,
    representatives.map(({ block }) => block),
    under,
  );
  return representatives.map((representative) => {
    const bestEvaluation = messageOf(representative);
    const { measured, failed, accuracy, reward } = statistics.get(representative.block) ?? NOTHING;
    const message: BlockStatisticsInput = {
      measured,
      failed,
      accuracy: accuracy ?? null,
      reward: reward ?? null,
    };
    return {
      block: bestEvaluation.block,
      bestEvaluation,
      evaluationCount: measured + failed,
      statistics: message,
      reference: referenceName(representative.block) ?? '',
    };
  });
}

const NOTHING: BlockStatistics = { measured: 0, failed: 0, accuracy: undefined, reward: undefined };
