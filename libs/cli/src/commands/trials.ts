import type { ControllerMethods, TrialMessage } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { Command, Option } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { firstOf, tellOfMore } from '../first-of.js';
import { wholeNumber } from '../flag-values.js';
import { SEARCH_ARGUMENT, searchArgument } from '../search-name.js';
import { serviceOption, withService } from '../services.js';
import { formatTrials, trialJson, TRIAL_STATES, trialState, type TrialState } from '../trial-report.js';
import { tableWidth } from '../table-width.js';

const MAX_LISTED = 1_000_000;

interface ListFlags {
  readonly state?: TrialState;
  readonly limit: number;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  blockqnn trials list s0123456789a
  blockqnn trials list s0123456789a --state failed
  blockqnn trials list s0123456789a --state succeeded --limit 100000 --json
`;

/** `blockqnn trials …`: the blocks that a search has handed out. */
export function trialsCommand(context: CliContext): Command {
  return new Command('trials')
    .description('the blocks that a search has handed out')
    .addCommand(list(context));
}

function list(context: CliContext): Command {
  const command = new Command('list')
    .description('trials in the order they were made, with attempts and the reasons of failures')
    .argument('<search>', SEARCH_ARGUMENT)
    .addOption(new Option('--state <state>', 'only those that stand so').choices([...TRIAL_STATES]))
    .option('--limit <n>', 'at most this many', wholeNumber(1, MAX_LISTED), 100)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (id: string, { state, limit, json }: ListFlags) => {
    const parent = searchArgument(id);
    await withService('controller', command, async (controller) => {
      const { items: trials, more } = await firstOf(
        trialsOf(controller, parent, state, context.signal),
        limit,
      );
      if (json) printJson(context, trials.map(trialJson));
      else if (trials.length === 0) print(context, await noTrials(controller, parent, state, context.signal));
      else print(context, formatTrials(trials, tableWidth(context)));
      if (more) tellOfMore(context, limit, MAX_LISTED);
    });
  });
}

/** Why there is nothing to list, and what to do. */
async function noTrials(
  controller: Client<ControllerMethods>,
  name: string,
  asked: TrialState | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (asked !== undefined) return `No trial of ${name} is ${asked}; without --state all are listed.`;
  const { search } = await controller.getSearch({ name }, { signal });
  const id = name.replace('searches/', '');
  const next = {
    SEARCH_STATE_RUNNING: 'a worker that asks for blocks makes them: blockqnn serve evaluator',
    SEARCH_STATE_PAUSED: `it is paused: blockqnn search resume ${id}`,
    SEARCH_STATE_DELETED: `it is deleted: blockqnn search undelete ${id}`,
  };
  const hint = Object.entries(next).find(([state]) => state === search?.state)?.[1];
  return `${name} has no trial yet${hint === undefined ? '' : `; ${hint}`}.`;
}

/** Page by page, as far as they are read. */
async function* trialsOf(
  controller: Client<ControllerMethods>,
  parent: string,
  state: TrialState | undefined,
  signal: AbortSignal,
): AsyncGenerator<TrialMessage> {
  let pageToken = '';
  do {
    const page = await controller.listTrials({ parent, pageSize: 1000, pageToken }, { signal });
    yield* page.trials.filter((trial) => state === undefined || trialState(trial) === state);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
}
