import type { AnalyzeBlocksResponseMessage, TraitContrastMessage } from '@blockqnn/api';
import { colours } from '../colours.js';
import { formatFittedTable } from '../fitted-table.js';
import { formatShare } from '../format.js';
import { intervalMark } from './interval-mark.js';
import { stars } from './significance.js';

/** Kinds of traits in the order in which people read them; of links there are too many to show them all. */
const SECTIONS = [
  { kind: 'TRAIT_KIND_LAYER', title: 'LAYER', many: false },
  { kind: 'TRAIT_KIND_KERNEL', title: 'KERNEL', many: false },
  { kind: 'TRAIT_KIND_STRUCTURE', title: 'STRUCTURE', many: false },
  { kind: 'TRAIT_KIND_EDGE', title: 'LINK', many: true },
  { kind: 'TRAIT_KIND_PATH', title: 'TWO LINKS', many: true },
] as const;

/**
 * A table for each kind of trait, by lift, the highest first. Of links and pairs of links those stand there that
 * chance explains least.
 *
 * @param links - at most so many of either
 * @param columns - of the terminal; default: no bound
 */
export function formatTraits(
  { traits }: AnalyzeBlocksResponseMessage,
  links: number,
  columns = Number.POSITIVE_INFINITY,
): string {
  return SECTIONS.flatMap(({ kind, title, many }) => {
    const all = traits.filter((trait) => trait.kind === kind);
    const shown = many ? mostTelling(all, links) : all;
    if (shown.length === 0) return [];
    const rest = all.length - shown.length;
    const note =
      rest > 0 ? `\n${colours.dim(`and ${String(rest)} more; --links takes more, --json all`)}` : '';
    return [`${traitTable(title, shown, columns)}${note}`];
  }).join('\n\n');
}

function mostTelling(traits: readonly TraitContrastMessage[], count: number): TraitContrastMessage[] {
  return traits
    .toSorted((one, two) => one.pValue - two.pValue || two.allCount - one.allCount)
    .slice(0, count)
    .sort((one, two) => two.lift - one.lift);
}

function traitTable(title: string, traits: readonly TraitContrastMessage[], columns: number): string {
  return formatFittedTable<TraitContrastMessage>(
    [
      { title, cell: ({ name }) => name },
      { title: 'TOP', align: 'right', cell: ({ topShare }) => formatShare(topShare) },
      { title: 'ALL', align: 'right', cell: ({ allShare }) => formatShare(allShare) },
      {
        title: 'A BLOCK',
        align: 'right',
        leaveOut: 1,
        cell: ({ topMean, allMean }) => `${topMean.toFixed(2)} / ${allMean.toFixed(2)}`,
      },
      { title: 'LIFT', align: 'right', cell: ({ lift }) => lift.toFixed(2) },
      {
        title: '95 % INTERVAL',
        align: 'right',
        leaveOut: 3,
        cell: ({ liftLow, liftHigh }) => `${liftLow.toFixed(2)} – ${liftHigh.toFixed(2)}`,
      },
      {
        title: '¼         1         4',
        leaveOut: 2,
        cell: ({ lift, liftLow, liftHigh }) => intervalMark(lift, liftLow, liftHigh),
      },
      { title: '', cell: ({ adjustedPValue }) => stars(adjustedPValue) },
    ],
    traits,
    columns,
  );
}
