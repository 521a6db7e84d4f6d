import type { NearBlockMessage } from '@blockqnn/api';
import { Command } from 'commander';
import { BLOCK_HELP, chooseBlock } from '../../block-choice.js';
import { blockJson, formatBlocks } from '../../block-report.js';
import { print, printJson, type CliContext } from '../../context.js';
import {
  addEvaluationFilter,
  evaluationFilter,
  type EvaluationFilterFlags,
} from '../../evaluation-filter.js';
import { wholeNumber } from '../../flag-values.js';
import { noMatch } from '../../no-match.js';
import { withPlaceShown } from '../../pointed-query.js';
import { serviceOption, withService } from '../../services.js';
import { tableWidth } from '../../table-width.js';

const EXAMPLES = `
Examples:
  blockqnn blocks nearest residual
  blockqnn blocks nearest df04089b8c1ea014 --limit 5
  blockqnn blocks nearest conv3@0,conv5@1,add@2+0 --filter 'accuracy > 0.8'

The distance counts changes of layers and links: docs/nsc.md defines it.
`;

interface Flags extends EvaluationFilterFlags {
  readonly limit: number;
  readonly json: boolean;
}

/** `blockqnn blocks nearest`: evaluated blocks that are like one. */
export function nearest(context: CliContext): Command {
  const command = addEvaluationFilter(
    new Command('nearest').description('the evaluated blocks that are most like one'),
  )
    .argument('<block>', BLOCK_HELP)
    .option('--limit <n>', 'at most this many', wholeNumber(1, 100), 10)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (block: string, flags: Flags) => {
    const filter = evaluationFilter(flags);
    const { block: name = '', nsc = '' } = chooseBlock(block);
    const { neighbours } = await withService('registry', command, (registry) =>
      withPlaceShown(
        { filter },
        registry.findNearestBlocks({ name, nsc, filter, count: flags.limit }, { signal: context.signal }),
      ),
    );
    if (flags.json) printJson(context, neighbours.map(neighbourJson));
    else if (neighbours.length === 0) print(context, noMatch('No other evaluated block matches.', flags));
    else print(context, formatNeighbours(neighbours, tableWidth(context)));
  });
}

function formatNeighbours(neighbours: readonly NearBlockMessage[], columns: number): string {
  const summaries = neighbours.flatMap(({ summary }) => summary ?? []);
  return formatBlocks(summaries, columns, [
    {
      title: 'DISTANCE',
      align: 'right',
      cell: (_, index) => (neighbours[index]?.distance ?? 0).toFixed(1),
    },
  ]);
}

function neighbourJson({ summary, distance }: NearBlockMessage): Record<string, unknown> {
  return { distance, ...(summary ? blockJson(summary) : {}) };
}
