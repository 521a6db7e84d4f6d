import { Command } from 'commander';
import { formatStrategies } from '../analysis/strategy-report.js';
import { print, printJson, type CliContext } from '../context.js';
import { addEvaluationFilter, evaluationFilter, type EvaluationFilterFlags } from '../evaluation-filter.js';
import { wholeNumber } from '../flag-values.js';
import { noMatch } from '../no-match.js';
import { warnOfDatasets } from '../plot/dataset-warning.js';
import { withPlaceShown } from '../pointed-query.js';
import { serviceOption, withService } from '../services.js';
import { tableWidth } from '../table-width.js';

const EXAMPLES = `
Examples:
  blockqnn strategies --dataset cifar10
  blockqnn strategies --dataset cifar10 --window 32 --points 20
  blockqnn strategies --dataset cifar10 --points 2000 --json
`;

interface Flags extends EvaluationFilterFlags {
  readonly window: number;
  readonly points: number;
  readonly json: boolean;
}

const DEADLINE_MS = 120_000;

/** `blockqnn strategies`: how good the blocks of each strategy are, by evaluations. */
export function strategiesCommand(context: CliContext): Command {
  const command = addEvaluationFilter(
    new Command('strategies').description('best and mean accuracy of each strategy by number of evaluations'),
  )
    .option('--window <n>', 'evaluations that the mean accuracy is over', wholeNumber(1, 100_000), 64)
    .option('--points <n>', 'at most so many rows for each strategy', wholeNumber(2, 2000), 12)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (flags: Flags) => {
    const filter = evaluationFilter(flags);
    const answer = await withService('registry', command, (registry) =>
      withPlaceShown(
        { filter },
        registry.compareStrategies(
          { filter, window: flags.window, maxPoints: flags.points },
          { signal: context.signal, deadlineMs: DEADLINE_MS },
        ),
      ),
    );
    if (flags.json) printJson(context, answer);
    else if (answer.curves.length === 0) print(context, noMatch('No evaluation matches.', flags));
    else print(context, formatStrategies(answer, tableWidth(context)));
    warnOfDatasets(context, answer.datasets);
  });
}
