import { parseTrainingName, timestampFromProto, trainingName, type TrainingMessage } from '@blockqnn/api';
import { Command } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { UsageError } from '../exit-code.js';
import { tellOfMore } from '../first-of.js';
import { formatFittedTable } from '../fitted-table.js';
import { wholeNumber } from '../flag-values.js';
import { formatShare } from '../format.js';
import { BLOCK_HELP } from '../block-choice.js';
import { serviceOption, withService } from '../services.js';
import { formatTraining, trainingJson } from '../training/training-report.js';
import { blockArgument } from '../block-argument.js';
import { tableWidth } from '../table-width.js';

const MAX_LISTED = 1000;

interface ListFlags {
  readonly block?: string;
  readonly limit: number;
  readonly json: boolean;
}

/** `blockqnn trainings …`: full trainings that the registry has. */
export function trainingsCommand(context: CliContext): Command {
  const command = new Command('trainings').description('full trainings, the best first, and one closely');
  command.addCommand(list(context));
  command.addCommand(show(context));
  return command;
}

function list(context: CliContext): Command {
  const command = new Command('list')
    .description('full trainings, the highest test accuracy first')
    .option('--block <block>', `of this block alone: ${BLOCK_HELP}`)
    .option('--limit <n>', 'at most this many', wholeNumber(1, MAX_LISTED), 20)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'));
  return command.action(async ({ block, limit, json }: ListFlags) => {
    const parent = block === undefined ? '' : blockArgument(block);
    await withService('registry', command, async (registry) => {
      const { signal } = context;
      const { trainings, nextPageToken } = await registry.listTrainings(
        { parent, pageSize: limit },
        { signal },
      );
      if (json) printJson(context, trainings.map(keptJson));
      else if (trainings.length === 0)
        print(context, 'No full training is kept here; `blockqnn train BLOCK` makes one.');
      else print(context, formatTrainings(trainings, tableWidth(context)));
      if (nextPageToken !== '') tellOfMore(context, limit, MAX_LISTED);
    });
  });
}

function show(context: CliContext): Command {
  const command = new Command('show')
    .description('one full training: block, recipe, figures')
    .argument('<training>', 'its id, with or without "trainings/"')
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    const name = id.startsWith('trainings/') ? id : trainingName(id);
    if (parseTrainingName(name) === undefined) {
      throw new UsageError(
        `training ${JSON.stringify(id)}: an id is 32 hexadecimal digits, as \`blockqnn trainings list\` prints them`,
      );
    }
    await withService('registry', command, async (registry) => {
      const { training } = await registry.getTraining({ name }, { signal: context.signal });
      if (!training) throw new Error('the registry sent no training');
      if (json) printJson(context, keptJson(training));
      else print(context, formatTraining(training, 'in the registry', []));
    });
  });
}

/** Trainings for people, fitted to a terminal of so many columns. */
function formatTrainings(trainings: readonly TrainingMessage[], columns = Number.POSITIVE_INFINITY): string {
  return formatFittedTable<TrainingMessage>(
    [
      { title: 'TRAINING', cell: ({ name }) => name.replace('trainings/', '') },
      { title: 'BLOCK', leaveOut: 3, cell: ({ block }) => block?.name.replace('blocks/', '') ?? '' },
      { title: 'DATASET', cut: { least: 12, most: 40 }, cell: ({ dataset }) => dataset },
      { title: 'TEST', align: 'right', cell: ({ testAccuracy }) => formatShare(testAccuracy) },
      {
        title: 'VALIDATION',
        align: 'right',
        leaveOut: 2,
        cell: ({ validationAccuracy }) => formatShare(validationAccuracy),
      },
      { title: 'EPOCHS', align: 'right', leaveOut: 1, cell: ({ epochs }) => String(epochs) },
    ],
    trainings,
    columns,
  );
}

function keptJson(training: TrainingMessage): Record<string, unknown> {
  const createdMs = timestampFromProto(training.createTime);
  return {
    ...trainingJson(training, true),
    created: createdMs === undefined ? undefined : new Date(createdMs).toISOString(),
  };
}
