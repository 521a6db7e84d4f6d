import { randomUUID } from 'node:crypto';
import { durationToProto, type SearchSpecInput, type SearchSpecMessage } from '@blockqnn/api';
import { STRATEGY_KINDS, type StrategyKind } from '@blockqnn/search';
import { Command, Option } from 'commander';
import { addBudgetFlags, budgetOf, medianStoppingOf, type BudgetFlags } from '../../budget-flags.js';
import type { CliContext } from '../../context.js';
import { wholeNumber } from '../../flag-values.js';
import { MAX_SEED, STRATEGIES } from '../../search-flags.js';
import { SEARCH_ARGUMENT, searchArgument } from '../../search-name.js';
import { serviceOption, withService } from '../../services.js';
import { showStarted } from './show-search.js';

interface CloneFlags extends BudgetFlags {
  readonly blocks?: number;
  readonly strategy?: StrategyKind;
  readonly seed?: number;
  readonly maxLayers?: number;
  readonly leaseSeconds?: number;
  readonly name?: string;
  readonly watch: boolean;
  readonly json: boolean;
}

const EXAMPLES = `
What is left out is as in the search that is cloned. Its evaluations teach the new search's strategy, are never
trained again and cost nothing of its budget.

Examples:
  blockqnn search clone s0123456789a --blocks 200 --watch
  blockqnn search clone s0123456789a --strategy random --seed 7 --max-duration none
`;

export function cloneSearchCommand(context: CliContext): Command {
  const command = new Command('clone')
    .description('start a search that knows all evaluations of another one')
    .argument('<search>', SEARCH_ARGUMENT)
    .option('--blocks <n>', 'blocks to evaluate besides the known ones', wholeNumber(1, 1_000_000))
    .addOption(new Option('--strategy <name>', 'who proposes blocks').choices([...STRATEGY_KINDS]))
    .option('--seed <n>', 'all random decisions follow from it', wholeNumber(0, MAX_SEED))
    .option('--max-layers <n>', 'layers in a block', wholeNumber(1, 23))
    .option('--lease-seconds <n>', 'how long a worker may be silent', wholeNumber(5, 86_400))
    .option('--name <text>', 'name for people');
  addBudgetFlags(command)
    .option('--watch', 'follow it until it is completed', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (id: string, flags: CloneFlags) => {
    const source = searchArgument(id);
    await withService('controller', command, async (controller) => {
      const { signal } = context;
      const { search: original } = await controller.getSearch({ name: source }, { signal });
      const spec = original?.spec && changed(original.spec, flags);
      const request = { source, requestId: randomUUID(), ...(spec ? { spec } : {}) };
      const { search } = await controller.cloneSearch(request, { signal });
      if (search) await showStarted(context, controller, search, flags);
    });
  });
}

/** A specification with what the flags say otherwise. */
function changed(spec: SearchSpecMessage, flags: CloneFlags): SearchSpecInput {
  const { blocks, strategy, seed, maxLayers, leaseSeconds, name } = flags;
  return {
    ...spec,
    budget: {
      ...spec.budget,
      ...budgetOf(flags),
      ...(blocks === undefined ? {} : { maxEvaluations: blocks }),
    },
    ...medianStoppingOf(flags),
    ...(strategy === undefined ? {} : { strategy: STRATEGIES[strategy] }),
    ...(seed === undefined ? {} : { seed }),
    ...(maxLayers === undefined ? {} : { maxLayers }),
    ...(leaseSeconds === undefined ? {} : { leaseDuration: durationToProto(leaseSeconds * 1000) }),
    ...(name === undefined ? {} : { displayName: name }),
  };
}
