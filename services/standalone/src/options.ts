import { addSearchFlags, wholeNumber, wholeNumberOr, type SearchFlags } from '@blockqnn/cli';
import { parseDatasetChoice, type DatasetChoice } from '@blockqnn/datasets';
import { nativeLink } from '@blockqnn/training/linking';
import { machineResources } from '@blockqnn/training/machine';
import { Command, InvalidArgumentError, Option } from 'commander';

/** Flags of `npm start`. */
export interface StandaloneOptions extends SearchFlags {
  readonly dataset: DatasetChoice;
  /** Left out where it is the evaluator's to decide: one for each GPU. */
  readonly workers?: number | 'auto';
  readonly engine?: 'wasm' | 'native';
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
  npm start -- --workers auto

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
      'procedural, cifar10:DIR, cifar100:DIR or imagefolder:DIR, with ?limit=N for a balanced subset and ?size=PIXELS for the side of an image folder',
      datasetChoice,
      parseDatasetChoice(DEFAULTS.dataset),
    )
    .addHelpText('after', EXAMPLES);
  addSearchFlags(command)
    .option(
      '--workers <n>',
      'training processes; auto: as many as train most, measured once',
      wholeNumberOr('auto', 1, 256),
      defaultWorkers(),
    )
    .addOption(
      new Option(
        '--engine <engine>',
        'what computes; left out: native where it is linked, else wasm',
      ).choices(['wasm', 'native']),
    )
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

/**
 * Half of the cores: people go on working on the machine. Two slow cores take two workers well; a GPU's share
 * is the evaluator's to decide.
 */
function defaultWorkers(): number | undefined {
  const link = nativeLink();
  if (link.linked && link.variant === 'cuda') return undefined;
  const { cores } = machineResources();
  return Math.max(Math.min(2, cores), Math.min(8, Math.floor(cores / 2)));
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
