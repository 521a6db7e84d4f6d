import type { BlockSummaryMessage, EvaluationMessage, RegistryMethods } from '@blockqnn/api';
import type { ParetoFigureData } from '@blockqnn/plots';
import type { Client } from '@blockqnn/rpc';
import { Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-code.js';
import { counted } from '../format.js';
import { addEvaluationFilter, evaluationFilter, type EvaluationFilterFlags } from '../evaluation-filter.js';
import { withPlaceShown } from '../pointed-query.js';
import { serviceOption, withService } from '../services.js';
import { allPages } from './all-pages.js';
import { axisOf, BLOCK_FIGURE_NAMES, BLOCK_FIGURES, type BlockFigureName } from './block-figures.js';
import { warnOfDatasets } from './dataset-warning.js';
import { addFigureFlags, type FigureFlags } from './figure-flags.js';
import { makeFigure } from './make-figure.js';
import { NothingToPlot } from './nothing-to-plot.js';
import { DEADLINE_MS } from './reading-deadline.js';
import { createReadDisplay } from './read-display.js';

interface Flags extends FigureFlags, EvaluationFilterFlags {
  readonly x: BlockFigureName;
  readonly y: BlockFigureName;
  readonly colour?: BlockFigureName;
  readonly references: boolean;
}

const PAGE_SIZE = 1000;

/** `blockqnn plot pareto`: blocks by two figures and the best compromises between them. */
export function plotPareto(context: CliContext): Command {
  const figureOption = (flags: string, text: string) => new Option(flags, text).choices(BLOCK_FIGURE_NAMES);
  const command = addEvaluationFilter(
    addFigureFlags(
      new Command('pareto').description(
        'blocks by two figures, with the front of those that none beats in both, and reference blocks',
      ),
    ),
  )
    .addOption(figureOption('--x <figure>', 'figure along x').default('parameters'))
    .addOption(figureOption('--y <figure>', 'figure along y').default('accuracy'))
    .addOption(figureOption('--colour <figure>', 'figure that colours the points'))
    .option('--no-references', 'leave out the reference blocks')
    .addOption(serviceOption('registry'));
  return command.action(async (flags: Flags) => {
    if (flags.x === flags.y) throw new UsageError(`--y ${flags.y}: is along x already; name another figure`);
    await makeFigure(context, flags, async () => {
      const filter = evaluationFilter(flags);
      const evaluations = await withService('registry', command, (registry) =>
        withPlaceShown({ filter }, readEvaluations(registry, context, filter, flags)),
      );
      if (evaluations.front.length === 0) {
        throw new NothingToPlot('no block has a measured evaluation under this filter');
      }
      warnOfDatasets(context, datasetsOf([...evaluations.front, ...evaluations.others]));
      const data = paretoData(evaluations, flags);
      return {
        data,
        content: `${counted(data.front.length, 'evaluation')} on the front, ${counted(data.others.length, 'other block')}, ${counted(data.references.length, 'reference block')}`,
        draw: (plots, options) => plots.drawPareto(data, options),
      };
    });
  });
}

interface Evaluations {
  readonly front: readonly EvaluationMessage[];
  /** The best of each block in y that is not on the front. */
  readonly others: readonly EvaluationMessage[];
  readonly references: readonly { readonly name: string; readonly evaluation: EvaluationMessage }[];
}

async function readEvaluations(
  registry: Client<RegistryMethods>,
  context: CliContext,
  filter: string,
  flags: Pick<Flags, 'x' | 'y' | 'references'>,
): Promise<Evaluations> {
  const options = { signal: context.signal, deadlineMs: DEADLINE_MS };
  const page = { filter, pageSize: PAGE_SIZE };
  const onRead = createReadDisplay(context.stderr, 'blocks');
  const front = await allPages<BlockSummaryMessage>(async (pageToken) => {
    const figures = [flags.x, flags.y].map(directed).join(', ');
    const answer = await registry.findParetoFront({ ...page, figures, pageToken }, options);
    return { items: answer.blocks, nextPageToken: answer.nextPageToken };
  }, onRead);
  const all = await allPages<BlockSummaryMessage>(async (pageToken) => {
    const answer = await registry.queryBlocks({ ...page, orderBy: directed(flags.y), pageToken }, options);
    return { items: answer.blocks, nextPageToken: answer.nextPageToken };
  }, onRead);
  const onFront = evaluationsOf(front);
  const trials = new Set(onFront.map(({ trial }) => trial));
  const { references } = flags.references
    ? await registry.listReferenceBlocks({ filter }, options)
    : { references: [] };
  return {
    front: onFront,
    others: evaluationsOf(all).filter(({ trial }) => !trials.has(trial)),
    references: references.flatMap(({ name, bestEvaluation }) =>
      bestEvaluation ? [{ name, evaluation: bestEvaluation }] : [],
    ),
  };
}

const directed = (name: BlockFigureName): string =>
  `${name} ${BLOCK_FIGURES[name].better === 'higher' ? 'desc' : 'asc'}`;

function evaluationsOf(blocks: readonly BlockSummaryMessage[]): readonly EvaluationMessage[] {
  return blocks.flatMap(({ bestEvaluation }) => (bestEvaluation ? [bestEvaluation] : []));
}

function datasetsOf(evaluations: readonly EvaluationMessage[]): readonly string[] {
  return [...new Set(evaluations.map(({ dataset }) => dataset))].sort();
}

function paretoData(
  { front, others, references }: Evaluations,
  { x, y, colour }: Pick<Flags, 'x' | 'y' | 'colour'>,
): ParetoFigureData {
  const point = (evaluation: EvaluationMessage) => ({
    block: evaluation.block?.name.replace('blocks/', '') ?? '',
    x: BLOCK_FIGURES[x].valueOf(evaluation),
    y: BLOCK_FIGURES[y].valueOf(evaluation),
    ...(colour === undefined ? {} : { colour: BLOCK_FIGURES[colour].valueOf(evaluation) }),
  });
  return {
    x: axisOf(x),
    y: axisOf(y),
    ...(colour === undefined ? {} : { colour: axisOf(colour) }),
    front: front.map(point),
    others: others.map(point),
    references: references.map(({ name, evaluation }) => ({ name, ...point(evaluation) })),
  };
}
