import { stackToProto, type ReferenceBlockMessage } from '@blockqnn/api';
import { Command } from 'commander';
import { registryEvaluationJson } from '../../block-report.js';
import { print, printJson, type CliContext } from '../../context.js';
import {
  addEvaluationFilter,
  evaluationFilter,
  type EvaluationFilterFlags,
} from '../../evaluation-filter.js';
import { formatFittedTable } from '../../fitted-table.js';
import { wholeNumber } from '../../flag-values.js';
import { formatCount, formatShare } from '../../format.js';
import { withPlaceShown } from '../../pointed-query.js';
import { serviceOption, withService } from '../../services.js';
import { chooseStack, STACK_HELP } from '../../stack-choice.js';
import { tableWidth } from '../../table-width.js';

const EXAMPLES = `
Examples:
  blockqnn blocks references
  blockqnn blocks references --stack imagenet --image-size 224 --classes 1000
  blockqnn blocks references --dataset cifar10          # how they were measured there
  blockqnn blocks show nas-bench-201                    # code, drawing, evaluations of one
  blockqnn evaluate residual --dataset cifar10          # measure one
`;

interface Flags extends EvaluationFilterFlags {
  readonly stack: string;
  readonly imageSize: number;
  readonly channels: number;
  readonly classes: number;
  readonly json: boolean;
}

const MAX_SIZE = 4096;
const MAX_CHANNELS = 1024;
const MAX_CLASSES = 100_000;

/** `blockqnn blocks references`: well-known blocks, what they cost and where they stand. */
export function references(context: CliContext): Command {
  const command = addEvaluationFilter(
    new Command('references').description('well-known blocks, to hold results against'),
  )
    .option('--stack <stack>', `what to compute FLOPs and parameters in: ${STACK_HELP}`, 'cifar')
    .option('--image-size <n>', 'height and width of its images', wholeNumber(1, MAX_SIZE), 32)
    .option('--channels <n>', 'channels of its images', wholeNumber(1, MAX_CHANNELS), 3)
    .option('--classes <n>', 'classes that it tells apart', wholeNumber(2, MAX_CLASSES), 10)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (flags: Flags) => {
    const { imageSize, channels, classes } = flags;
    const input = { height: imageSize, width: imageSize, channels };
    const stack = stackToProto(chooseStack(flags.stack, { input, classes }));
    const filter = evaluationFilter(flags);
    const { references: all } = await withService('registry', command, (registry) =>
      withPlaceShown({ filter }, registry.listReferenceBlocks({ stack, filter }, { signal: context.signal })),
    );
    if (flags.json) printJson(context, all.map(referenceJson));
    else print(context, formatReferences(all, tableWidth(context)));
  });
}

function formatReferences(all: readonly ReferenceBlockMessage[], columns = Number.POSITIVE_INFINITY): string {
  return formatFittedTable<ReferenceBlockMessage>(
    [
      { title: 'NAME', cell: ({ name }) => name },
      { title: 'BLOCK', leaveOut: 4, cell: ({ block }) => block?.name.replace('blocks/', '') ?? '' },
      { title: 'NSC CODE', cut: { least: 24, most: 60 }, leaveOut: 3, cell: ({ block }) => block?.nsc ?? '' },
      { title: 'FLOPS', align: 'right', cell: ({ figures }) => formatCount(figures?.flops ?? 0) },
      { title: 'PARAMETERS', align: 'right', cell: ({ figures }) => formatCount(figures?.parameters ?? 0) },
      {
        title: 'DENSITY',
        align: 'right',
        leaveOut: 1,
        cell: ({ block }) => (block?.density ?? 0).toFixed(2),
      },
      {
        title: 'ACCURACY',
        align: 'right',
        cell: ({ bestEvaluation }) =>
          bestEvaluation?.measurement ? formatShare(bestEvaluation.measurement.accuracy) : '–',
      },
      {
        title: 'REWARD',
        align: 'right',
        cell: ({ bestEvaluation }) => (bestEvaluation ? bestEvaluation.reward.toFixed(2) : '–'),
      },
      {
        title: 'EVALUATIONS',
        align: 'right',
        leaveOut: 2,
        cell: ({ evaluationCount }) => String(evaluationCount),
      },
    ],
    all,
    columns,
  );
}

function referenceJson(reference: ReferenceBlockMessage): Record<string, unknown> {
  const { name, block, description, source, figures, bestEvaluation, evaluationCount } = reference;
  return {
    name,
    block: block?.name.replace('blocks/', ''),
    nsc: block?.nsc,
    density: block?.density,
    description,
    source,
    ...figures,
    evaluations: evaluationCount,
    best: bestEvaluation ? registryEvaluationJson(bestEvaluation) : undefined,
  };
}
