import type { AnalyzeBlocksResponseMessage } from '@blockqnn/api';
import { Command } from 'commander';
import { analysisJson } from '../analysis/analysis-json.js';
import { formatFigures } from '../analysis/figure-report.js';
import { STARS_HELP } from '../analysis/significance.js';
import { MERITS, meritOption, topOption } from '../analysis/top-flags.js';
import { formatTraits } from '../analysis/trait-report.js';
import { print, printJson, type CliContext } from '../context.js';
import { addEvaluationFilter, evaluationFilter, type EvaluationFilterFlags } from '../evaluation-filter.js';
import { wholeNumber } from '../flag-values.js';
import { counted, formatShare } from '../format.js';
import { noMatch } from '../no-match.js';
import { warnOfDatasets } from '../plot/dataset-warning.js';
import { withPlaceShown } from '../pointed-query.js';
import { serviceOption, withService } from '../services.js';
import { tableWidth } from '../table-width.js';

const EXAMPLES = `
Examples:
  blockqnn analyze --dataset cifar10
  blockqnn analyze --search s0123456789a --top 25% --by accuracy
  blockqnn analyze --filter 'parameters < 2000000' --links 30
  blockqnn analyze --dataset cifar10 --json
`;

interface Flags extends EvaluationFilterFlags {
  readonly top: number;
  readonly by: keyof typeof MERITS;
  readonly minimumCount: number;
  readonly links: number;
  readonly json: boolean;
}

/** Fewer blocks than this in the top tell next to nothing. */
const FEW_BLOCKS = 10;

/** Looking at a million blocks takes the registry that long. */
const DEADLINE_MS = 120_000;

/** `blockqnn analyze`: what the best blocks have in common. */
export function analyzeCommand(context: CliContext): Command {
  const command = addEvaluationFilter(
    new Command('analyze').description('what the best blocks have more often than all, and how sure that is'),
  )
    .addOption(topOption())
    .addOption(meritOption())
    .option('--minimum-count <n>', 'leave out what fewer blocks have', wholeNumber(1, 1_000_000), 10)
    .option('--links <n>', 'at most so many links, and pairs of links', wholeNumber(0, 1000), 10)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (flags: Flags) => {
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
    if (flags.json) printJson(context, analysisJson(answer));
    else print(context, reportOf(answer, flags, tableWidth(context)));
    warnOfDatasets(context, answer.datasets);
  });
}

function reportOf(answer: AnalyzeBlocksResponseMessage, flags: Flags, columns: number): string {
  const { blocks, topBlocks, evaluations, topThreshold } = answer;
  if (blocks === 0) return noMatch('No evaluated block matches.', flags);
  const threshold = flags.by === 'accuracy' ? formatShare(topThreshold) : topThreshold.toFixed(2);
  const parts = [
    `The best ${counted(topBlocks, 'block')} by mean ${flags.by}, ${threshold} and above, against all ${counted(blocks, 'block')} with ${counted(evaluations, 'measured evaluation')}.`,
    formatTraits(answer, flags.links, columns),
    formatFigures(answer, columns),
    `A BLOCK is how many a block has, top / all. Stars mark p values adjusted for ${counted(answer.traits.length, 'trait')} and ${counted(answer.figures.length, 'figure')}: ${STARS_HELP}.`,
    topBlocks < FEW_BLOCKS
      ? `${counted(topBlocks, 'block')} in the top are too few to tell much; the intervals say so.`
      : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
