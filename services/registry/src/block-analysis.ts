import { setImmediate } from 'node:timers/promises';
import {
  BlockTable,
  contrastFigure,
  contrastTraits,
  FIGURE_NAMES,
  topOf,
  type FigureContrast,
  type TraitContrast,
} from '@blockqnn/analysis';
import type { Filter } from './filter/filter.js';
import { blockMeans } from './store/block-means.js';
import { measuredDatasets } from './store/datasets.js';
import { lastOrdinal } from './store/evaluations.js';
import type { Database } from './store/tables.js';

export interface AnalysisQuery {
  readonly filter: Filter;
  /** In (0, 1]. */
  readonly topShare: number;
  readonly merit: 'reward' | 'accuracy';
  /** Traits of fewer blocks are left out; 1 or more. */
  readonly minimumCount: number;
}

export interface BlockAnalysis {
  readonly blocks: number;
  readonly topBlocks: number;
  readonly evaluations: number;
  readonly topThreshold: number;
  readonly datasets: readonly string[];
  readonly traits: readonly TraitContrast[];
  readonly figures: readonly FigureContrast[];
}

export const MAX_DATASETS = 20;

/**
 * What the best blocks under a filter have more often than all. Each block counts once, by the means over its measured
 * evaluations. Holds some hundred bytes for a block, however often it was evaluated, and no messages.
 */
export async function analyseBlocks(
  db: Database,
  { filter, topShare, merit, minimumCount }: AnalysisQuery,
  signal: AbortSignal,
): Promise<BlockAnalysis> {
  const query = { filter, snapshot: await lastOrdinal(db) };
  const table = new BlockTable();
  let evaluations = 0;
  for await (const batch of blockMeans(db, query, signal)) {
    for (const means of batch) {
      const { nsc, flops, parameters, activation_bytes: activationBytes } = means;
      table.add({ nsc, merit: means[merit], figures: { flops, parameters, activationBytes } });
      evaluations += means.evaluations;
    }
  }
  const datasets = await measuredDatasets(db, query, MAX_DATASETS);
  const top = topOf(table.merits.values, topShare);
  const blocks = table.size;
  const found = { blocks, topBlocks: top.size, evaluations, topThreshold: top.threshold, datasets };
  if (blocks === 0) return { ...found, traits: [], figures: [] };
  const traits = contrastTraits(table, top, minimumCount);
  const figures: FigureContrast[] = [];
  for (const name of FIGURE_NAMES) {
    // A million values take a while to sort.
    await setImmediate();
    signal.throwIfAborted();
    figures.push(contrastFigure(table, top, name));
  }
  return { ...found, traits, figures };
}
