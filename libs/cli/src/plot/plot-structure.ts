import type { AnalyzeBlocksResponseMessage, TraitContrastMessage } from '@blockqnn/api';
import type { StructureFigureData, TraitData } from '@blockqnn/plots';
import { Command } from 'commander';
import { MERITS, meritOption, topOption } from '../analysis/top-flags.js';
import type { CliContext } from '../context.js';
import { wholeNumber } from '../flag-values.js';
import { addEvaluationFilter, evaluationFilter, type EvaluationFilterFlags } from '../evaluation-filter.js';
import { counted } from '../format.js';
import { withPlaceShown } from '../pointed-query.js';
import { serviceOption, withService } from '../services.js';
import { warnOfDatasets } from './dataset-warning.js';
import { addFigureFlags, type FigureFlags } from './figure-flags.js';
import { makeFigure } from './make-figure.js';
import { NothingToPlot } from './nothing-to-plot.js';
import { DEADLINE_MS } from './reading-deadline.js';

interface Flags extends FigureFlags, EvaluationFilterFlags {
  readonly top: number;
  readonly by: keyof typeof MERITS;
  readonly minimumCount: number;
  readonly motifs: number;
}

/** `blockqnn plot structure`: what the best blocks have in common. */
export function plotStructure(context: CliContext): Command {
  const command = addEvaluationFilter(
    addFigureFlags(
      new Command('structure').description(
        'layers, kernels and motifs of the best blocks against all, with confidence intervals',
      ),
    ),
  )
    .addOption(topOption())
    .addOption(meritOption())
    .option('--minimum-count <n>', 'leave out what fewer blocks have', wholeNumber(1, 1_000_000), 10)
    .option(
      '--motifs <n>',
      'at most so many links between layers, the most telling ones',
      wholeNumber(0, 100),
      8,
    )
    .addOption(serviceOption('registry'));
  return command.action(async (flags: Flags) => {
    await makeFigure(context, flags, async () => {
      const filter = evaluationFilter(flags);
      const answer = await withService('registry', command, (registry) =>
        withPlaceShown(
          { filter },
          registry.analyzeBlocks(
            { filter, topShare: flags.top, merit: MERITS[flags.by], minimumCount: flags.minimumCount },
            { signal: context.signal, deadlineMs: DEADLINE_MS },
          ),
        ),
      );
      const data = structureOf(answer, flags.motifs);
      requireTraits(answer, data, flags.minimumCount);
      warnOfDatasets(context, answer.datasets);
      const count = data.groups.reduce((sum, { traits }) => sum + traits.length, 0);
      return {
        data,
        content: `${counted(count, 'trait')} of the top ${String(data.topBlocks)} of ${counted(data.allBlocks, 'block')}`,
        draw: (plots, options) => plots.drawStructure(data, options),
      };
    });
  });
}

/** Traits by kind in the order that they came in; of links and pairs of links, the most telling ones. */
function structureOf(
  { traits, topBlocks, blocks }: AnalyzeBlocksResponseMessage,
  motifs: number,
): StructureFigureData {
  const ofKind = (...kinds: readonly TraitContrastMessage['kind'][]) =>
    traits.filter(({ kind }) => kinds.includes(kind));
  const telling = ofKind('TRAIT_KIND_EDGE', 'TRAIT_KIND_PATH')
    .toSorted((a, b) => a.adjustedPValue - b.adjustedPValue || strength(b) - strength(a))
    .slice(0, motifs)
    .toSorted((a, b) => b.lift - a.lift);
  return {
    topBlocks,
    allBlocks: blocks,
    groups: [
      { title: 'layers', traits: ofKind('TRAIT_KIND_LAYER').map(traitOf) },
      { title: 'kernels', traits: ofKind('TRAIT_KIND_KERNEL').map(traitOf) },
      { title: 'structures', traits: ofKind('TRAIT_KIND_STRUCTURE').map(traitOf) },
      { title: 'links', traits: telling.map(traitOf) },
    ].filter((group) => group.traits.length > 0),
  };
}

/** How far a lift is from 1, up or down. */
const strength = ({ lift }: TraitContrastMessage): number => Math.abs(Math.log(Math.max(lift, 1e-9)));

function traitOf(trait: TraitContrastMessage): TraitData {
  const { name, topCount, allShare, lift, liftLow, liftHigh, adjustedPValue } = trait;
  return { name, topCount, allShare, lift, liftLow, liftHigh, adjustedPValue };
}

function requireTraits(
  { blocks }: AnalyzeBlocksResponseMessage,
  { groups }: StructureFigureData,
  minimumCount: number,
): void {
  if (blocks === 0) throw new NothingToPlot('no block has a measured evaluation under this filter');
  if (groups.length > 0) return;
  throw new NothingToPlot(
    `of ${String(blocks)} blocks, no ${String(minimumCount)} have anything in common; a smaller --minimum-count takes what fewer have`,
  );
}
