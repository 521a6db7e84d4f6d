import { referenceNamed } from '@blockqnn/nsc';
import { Command } from 'commander';
import { blockArgument } from '../block-argument.js';
import { BLOCK_HELP } from '../block-choice.js';
import { blockJson, formatBlocks, formatEvaluations, registryEvaluationJson } from '../block-report.js';
import { print, printJson, type CliContext } from '../context.js';
import { tellOfMore } from '../first-of.js';
import { amount, decimalNumber, wholeNumber } from '../flag-values.js';
import { addEvaluationFilter, evaluationFilter, type EvaluationFilterFlags } from '../evaluation-filter.js';
import { wrap } from '../format.js';
import { orItsTrainings } from '../its-trainings.js';
import { noMatch } from '../no-match.js';
import { withPlaceShown } from '../pointed-query.js';
import { serviceOption, withService } from '../services.js';
import { nearest } from './blocks/nearest.js';
import { pareto } from './blocks/pareto.js';
import { references } from './blocks/references.js';
import { tableWidth } from '../table-width.js';

const MAX_LISTED = 1000;

interface BestFlags extends EvaluationFilterFlags {
  readonly minAccuracy?: number;
  readonly maxFlops?: number;
  readonly maxParameters?: number;
  readonly orderBy: string;
  readonly limit: number;
  readonly json: boolean;
}

const BEST_EXAMPLES = `
Examples:
  blockqnn blocks best --dataset cifar10 --limit 20
  blockqnn blocks best --order-by 'accuracy desc, parameters'
  blockqnn blocks best --filter 'dataset = "cifar10*" AND NOT (layers > 12 OR flops > 5e7)'

OR binds tighter than AND; docs/registry.md has the fields.
`;

const SHOW_EXAMPLES = `
Examples:
  blockqnn blocks show 0123456789abcdef
  blockqnn blocks show residual
  blockqnn blocks show conv3@0,conv3@1,add@2+0 --json
  blockqnn blocks show inception --dot | dot -Tsvg > inception.svg

A block that nobody has evaluated yet is drawn by \`blockqnn plot block\`.
`;

interface ShowFlags {
  readonly limit: number;
  readonly dot: boolean;
  readonly json: boolean;
}

/** `blockqnn blocks …`: what the registry knows of blocks. */
export function blocksCommand(context: CliContext): Command {
  const command = new Command('blocks').description('the best blocks, and one block closely');
  command.addCommand(best(context));
  command.addCommand(show(context));
  command.addCommand(pareto(context));
  command.addCommand(nearest(context));
  command.addCommand(references(context));
  return command;
}

function best(context: CliContext): Command {
  const command = addEvaluationFilter(new Command('best').description('blocks in order of merit'))
    .option('--min-accuracy <share>', 'at least this accuracy, in [0, 1]', decimalNumber(0, 1))
    .option('--max-flops <n>', 'at most this many FLOPs, for instance 50M', amount)
    .option('--max-parameters <n>', 'at most this many parameters', amount)
    .option('--order-by <field>', 'any figures, separated by commas, each with asc or desc', 'reward desc')
    .option('--limit <n>', 'at most this many', wholeNumber(1, MAX_LISTED), 10)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', BEST_EXAMPLES);
  return command.action(async (flags: BestFlags) => {
    await withService('registry', command, async (registry) => {
      const request = { filter: filterOf(flags), orderBy: flags.orderBy, pageSize: flags.limit };
      const { blocks, nextPageToken } = await withPlaceShown(
        { filter: request.filter, order_by: request.orderBy },
        registry.queryBlocks(request, { signal: context.signal }),
      );
      if (flags.json) printJson(context, blocks.map(blockJson));
      else if (blocks.length === 0) {
        print(context, noMatch('No evaluated block matches.', { ...flags, filter: request.filter }));
      } else print(context, formatBlocks(blocks, tableWidth(context)));
      if (nextPageToken !== '') tellOfMore(context, flags.limit, MAX_LISTED);
    });
  });
}

function filterOf(flags: BestFlags): string {
  const terms = [
    flags.minAccuracy === undefined ? undefined : `accuracy >= ${String(flags.minAccuracy)}`,
    flags.maxFlops === undefined ? undefined : `flops <= ${String(flags.maxFlops)}`,
    flags.maxParameters === undefined ? undefined : `parameters <= ${String(flags.maxParameters)}`,
    evaluationFilter(flags),
  ];
  return terms.filter((term) => term !== undefined && term !== '').join(' AND ');
}

function show(context: CliContext): Command {
  const command = new Command('show')
    .description('one block: code, drawing, evaluations')
    .argument('<block>', BLOCK_HELP)
    .option('--limit <n>', 'at most this many evaluations', wholeNumber(1, MAX_LISTED), 100)
    .option('--dot', 'print the graph in Graphviz form instead', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', SHOW_EXAMPLES);
  return command.action(async (id: string, { limit, dot, json }: ShowFlags) => {
    await withService('registry', command, async (registry) => {
      const name = blockArgument(id);
      const options = { signal: context.signal };
      const answer = await registry.getBlock({ name }, options).catch(async (error: unknown) => {
        throw await orItsTrainings(registry, name, error, context.signal);
      });
      if (dot) {
        print(context, answer.dot.trimEnd());
        return;
      }
      const { evaluations, nextPageToken } = await registry.listEvaluations(
        { parent: name, pageSize: limit },
        options,
      );
      if (nextPageToken !== '') tellOfMore(context, limit, MAX_LISTED);
      if (json) {
        const summary = answer.summary ? blockJson(answer.summary) : {};
        printJson(context, { ...summary, evaluations: evaluations.map(registryEvaluationJson) });
        return;
      }
      const block = answer.summary?.block;
      print(context, `${name}  density ${(block?.density ?? 0).toFixed(2)}\n${block?.nsc ?? ''}\n`);
      const reference = referenceNamed(answer.summary?.reference ?? '');
      if (reference)
        print(context, `${wrap(`${reference.name}: ${reference.description}`, 100)}\n${reference.source}\n`);
      print(context, `${answer.drawing.trimEnd()}\n`);
      if (evaluations.length > 0) print(context, formatEvaluations(evaluations, tableWidth(context)));
      else
        print(
          context,
          `It is in no search. blockqnn evaluate ${reference?.name ?? block?.nsc ?? ''} measures it.`,
        );
    });
  });
}
