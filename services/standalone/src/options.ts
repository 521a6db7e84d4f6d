import { availableParallelism } from 'node:os';
import { addSearchFlags, wholeNumber, type SearchFlags } from '@blockqnn/cli';
import { parseDatasetChoice, type DatasetChoice } from '@blockqnn/datasets';
import { Command, InvalidArgumentError } from 'commander';

/** Flags of `npm start`. */
export interface StandaloneOptions extends SearchFlags {
  readonly dataset: DatasetChoice;
  readonly workers: number;
  readonly stateDir: string;
  /** The controller's port; evaluator and registry take the two after it. 0: any free ports. */
  readonly port: number;
  readonly exit: boolean;
  readonly report?: string;
}

/** Values of flags that are left out; those of a search are `addSearchFlags`'. */
export const DEFAULTS = {
  dataset: 'procedural',
  stateDir: '.blockqnn',
  port: 50_051,
  stack: 'small',
  recipe: 'quick',
} as const;

const EXAMPLES = `
Examples (npm passes on what follows --):
  npm start
  npm start -- --exit --report report.json
  npm start -- --dataset 'cifar10:path/to/cifar-10-batches-bin?limit=2000' --blocks 12 --epochs 3
  npm start -- --strategy random --seed 7 --blocks 48

State (searches, evaluations, models, logs) is kept under --state-dir. A search that was interrupted goes on
when it is started again with the same flags; otherwise a new one begins, and the old ones stay.
`;

/** The command line of `npm start`. */
export function standaloneCommand(action: (options: StandaloneOptions) => Promise<void>): Command {
  const command = new Command('npm start --')
    .usage('[options]')
    .description(
      'Starts controller, evaluator and registry on this machine, searches for the best block, exports it as a model, and keeps serving.',
    )
    .option(
      '--dataset <dataset>',
      'procedural, cifar10:DIR or cifar100:DIR, with ?limit=N for a balanced subset',
      datasetChoice,
      parseDatasetChoice(DEFAULTS.dataset),
    )
    .addHelpText('after', EXAMPLES);
  // Two workers use two slow cores well; more cores are worth more workers.
  const workers = Math.max(2, Math.min(8, Math.floor(availableParallelism() / 2)));
  addSearchFlags(command)
    .option('--workers <n>', 'training processes', wholeNumber(1, 64), workers)
    .option('--state-dir <folder>', 'where everything is kept', pathName, DEFAULTS.stateDir)
    .option(
      '--port <n>',
      'port of the controller; evaluator and registry take the next two; 0: any free ones',
      wholeNumber(0, 65_533),
      DEFAULTS.port,
    )
    .option('--exit', 'end when the search is done instead of serving on', false)
    .option('--report <file>', 'write the results to a JSON file', pathName);
  command.options
    .find(({ long }) => long === '--dataset')
    ?.default(parseDatasetChoice(DEFAULTS.dataset), DEFAULTS.dataset);
  return command.action(action);
}

/** A variable of the shell that is unset would scatter files over the working folder. */
function pathName(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('must not be empty');
}

function datasetChoice(text: string): DatasetChoice {
  try {
    return parseDatasetChoice(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
