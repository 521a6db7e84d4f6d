import { adjustedPValues } from './adjusted-p-values.js';
import type { BlockTable } from './block-table.js';
import { fisherTest } from './fisher.js';
import { liftOf, type Estimate } from './lift.js';
import type { Top } from './top.js';
import { TRAIT_COUNT, TRAIT_KINDS, TRAITS, type Trait } from './traits.js';

/** How often the top has a trait, against all blocks. */
export interface TraitContrast {
  readonly trait: Trait;
  /** Blocks that have it. */
  readonly topCount: number;
  readonly allCount: number;
  /** The same as shares, in [0, 1]. */
  readonly topShare: number;
  readonly allShare: number;
  /** How many of it a block has, on average. */
  readonly topMean: number;
  readonly allMean: number;
  readonly lift: Estimate;
  /** Fisher's exact test of top against rest. */
  readonly pValue: number;
  /** The same, adjusted for all traits compared here. */
  readonly adjustedPValue: number;
}

/**
 * Every trait that at least `minimumCount` blocks have, 1 or more: by kind, then by lift, the highest first. What
 * fewer have is left out before it is tested, by all blocks alike, so that it does not count among the tests.
 */
export function contrastTraits(table: BlockTable, top: Top, minimumCount: number): TraitContrast[] {
  const having = { top: new Uint32Array(TRAIT_COUNT), all: new Uint32Array(TRAIT_COUNT) };
  const sums = { top: new Float64Array(TRAIT_COUNT), all: new Float64Array(TRAIT_COUNT) };
  table.forEachTrait((block, trait, count) => {
    raise(having.all, trait, 1);
    raise(sums.all, trait, count);
    if (top.isIn[block] === 0) return;
    raise(having.top, trait, 1);
    raise(sums.top, trait, count);
  });
  const contrasts = TRAITS.flatMap((trait, number) => {
    const topCount = having.top[number] ?? 0;
    const allCount = having.all[number] ?? 0;
    if (trait === undefined || allCount < Math.max(1, minimumCount)) return [];
    const counts = {
      inTop: topCount,
      top: top.size,
      inRest: allCount - topCount,
      rest: table.size - top.size,
    };
    return {
      trait,
      topCount,
      allCount,
      topShare: topCount / top.size,
      allShare: allCount / table.size,
      topMean: (sums.top[number] ?? 0) / top.size,
      allMean: (sums.all[number] ?? 0) / table.size,
      lift: liftOf(counts),
      pValue: fisherTest(counts),
    };
  });
  // What every block has cannot tell any apart, whatever their merit; it is no test either.
  const tested = contrasts.filter(({ allCount }) => allCount < table.size);
  const adjusted = adjustedPValues(tested.map(({ pValue }) => pValue));
  return contrasts
    .map((contrast) => ({ ...contrast, adjustedPValue: adjusted[tested.indexOf(contrast)] ?? 1 }))
    .sort(
      (one, two) =>
        TRAIT_KINDS.indexOf(one.trait.kind) - TRAIT_KINDS.indexOf(two.trait.kind) ||
        two.lift.value - one.lift.value ||
        two.allCount - one.allCount,
    );
}

function raise(numbers: Uint32Array | Float64Array, place: number, by: number): void {
  numbers[place] = (numbers[place] ?? 0) + by;
}
