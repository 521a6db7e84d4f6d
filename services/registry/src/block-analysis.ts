import { setImmediate as otherWork } from 'node:timers/promises';
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
import { MeanFigures } from './mean-figures.js';
import { codesOf } from './store/blocks.js';
import { lastOrdinal } from './store/evaluations.js';
import { measuredFigures } from './store/measured-figures.js';
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
  const means = new MeanFigures();
  for await (const rows of measuredFigures(db, query, signal)) means.add(rows);
  const table = new BlockTable();
  const ids: string[] = [];
  for await (const rows of codesOf(db, means.ids, query.snapshot, signal)) {
    for (const { block, nsc } of rows) {
      const number = means.numberOf(block);
      if (number === undefined) continue;
      const [flops, parameters] = [means.mean(number, 'flops'), means.mean(number, 'parameters')];
      const activationBytes = means.mean(number, 'activation_bytes');
      table.add({ nsc, merit: means.mean(number, merit), figures: { flops, parameters, activationBytes } });
      ids.push(block);
    }
  }
  const { evaluations } = means;
  const datasets = [...means.datasets].sort().slice(0, MAX_DATASETS);
  // Equal ones in order of id.
  const top = topOf(table.merits.values, topShare, (one, other) => compareTexts(ids[one], ids[other]));
  const blocks = table.size;
  const found = { blocks, topBlocks: top.size, evaluations, topThreshold: top.threshold, datasets };
  if (blocks === 0) return { ...found, traits: [], figures: [] };
  await otherWork();
  const traits = contrastTraits(table, top, minimumCount);
  const figures: FigureContrast[] = [];
  for (const name of FIGURE_NAMES) {
    // A million values take a while to sort.
    await otherWork();
    signal.throwIfAborted();
    figures.push(contrastFigure(table, top, name));
  }
  return { ...found, traits, figures };
}

const compareTexts = (one = '', other = ''): number => (one < other ? -1 : one > other ? 1 : 0);
