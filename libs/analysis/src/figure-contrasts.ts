import { adjustedPValues } from './adjusted-p-values.js';
import type { BlockTable, FigureName } from './block-table.js';
import { distributionOf, type Distribution } from './distribution.js';
import type { Top } from './top.js';
import { differenceFromAll, type MeanDifference } from './welch.js';

/** How a figure of the top differs from that of all blocks. */
export interface FigureContrast {
  readonly name: FigureName;
  readonly top: Distribution;
  readonly all: Distribution;
  readonly difference: MeanDifference;
}

/** One figure; the table has at least one block. Apart from the others, since many blocks take a while to sort. */
export function contrastFigure(table: BlockTable, top: Top, name: FigureName): FigureContrast {
  const values = table.figure(name);
  const inTop = distributionOf(values.filter((_, block) => top.isIn[block] === 1));
  const outside = values.filter((_, block) => top.isIn[block] === 0);
  const rest = outside.length === 0 ? { count: 0, mean: 0, standardDeviation: 0 } : distributionOf(outside);
  const all = distributionOf(values.slice());
  return { name, top: inTop, all, difference: differenceFromAll(inTop, rest) };
}

/** p values of figures, adjusted for how many they are. */
export function adjustedFigurePValues(contrasts: readonly FigureContrast[]): number[] {
  return adjustedPValues(contrasts.map(({ difference }) => difference.pValue));
}
