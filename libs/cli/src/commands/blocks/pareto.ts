import { Command } from 'commander';
import { blockJson, formatBlocks } from '../../block-report.js';
import { print, printJson, type CliContext } from '../../context.js';
import {
  addEvaluationFilter,
  evaluationFilter,
  type EvaluationFilterFlags,
} from '../../evaluation-filter.js';
import { tellOfMore } from '../../first-of.js';
import { frontColumns } from '../../front-columns.js';
import { wholeNumber } from '../../flag-values.js';
import { noMatch } from '../../no-match.js';
import { withPlaceShown } from '../../pointed-query.js';
import { serviceOption, withService } from '../../services.js';
import { tableWidth } from '../../table-width.js';

const EXAMPLES = `
Examples:
  blockqnn blocks pareto --dataset cifar10
  blockqnn blocks pareto --of accuracy,parameters,flops
  blockqnn blocks pareto --of 'reward,duration' --filter 'layers <= 12 AND dataset = "cifar10*"'
  blockqnn blocks pareto --of 'density desc,accuracy'   # "desc": more is better
`;

const MAX_LISTED = 1000;

interface Flags extends EvaluationFilterFlags {
  readonly of: string;
  readonly limit: number;
  readonly json: boolean;
}

/** `blockqnn blocks pareto`: what nothing else beats. */
export function pareto(context: CliContext): Command {
  const command = addEvaluationFilter(
    new Command('pareto').description('the best compromises between two or three figures'),
  )
    .option(
      '--of <figures>',
      'two or three, separated by commas; more accuracy and reward are better and less of everything else, unless "asc" or "desc" follows',
      'accuracy,parameters',
    )
    .option('--limit <n>', 'at most this many', wholeNumber(1, MAX_LISTED), 100)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (flags: Flags) => {
    const texts = { filter: evaluationFilter(flags), figures: flags.of };
    const { blocks, nextPageToken } = await withService('registry', command, (registry) =>
      withPlaceShown(
        texts,
        registry.findParetoFront({ ...texts, pageSize: flags.limit }, { signal: context.signal }),
      ),
    );
    if (flags.json) printJson(context, blocks.map(blockJson));
    else if (blocks.length === 0) print(context, noMatch('No evaluated block matches.', flags));
    else print(context, formatBlocks(blocks, tableWidth(context), frontColumns(flags.of)));
    if (nextPageToken !== '') tellOfMore(context, flags.limit, MAX_LISTED);
  });
}
