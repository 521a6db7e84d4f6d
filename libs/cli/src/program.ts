import { createRequire } from 'node:module';
import { Command, CommanderError, Help, type Option } from 'commander';
import { colours } from './colours.js';
import { addExamples } from './command-examples.js';
import { analyzeCommand } from './commands/analyze.js';
import { artifactsCommand } from './commands/artifacts.js';
import { blocksCommand } from './commands/blocks.js';
import { evaluateCommand } from './commands/evaluate.js';
import { eventsCommand } from './commands/events.js';
import { modelCommand } from './commands/model.js';
import { nativeCommand } from './commands/native.js';
import { plotCommand } from './commands/plot.js';
import { searchCommand } from './commands/search.js';
import { serveCommand, type ServeService, type ServiceVariables } from './commands/serve.js';
import { strategiesCommand } from './commands/strategies.js';
import { tokenCommand } from './commands/token.js';
import { trainCommand } from './commands/train.js';
import { trainingsCommand } from './commands/trainings.js';
import { transferCommand } from './commands/transfer.js';
import { trialsCommand } from './commands/trials.js';
import { addConnectionFlags } from './connection-flags.js';
import type { CliContext } from './context.js';
import { EXIT_CODES, exitCodeOf, messageOf, UsageError } from './exit-code.js';
import { ServiceFailure } from './services.js';
import type { StartLocalEvaluator } from './training/local-evaluator.js';

const VERSION = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

const EXAMPLES = `
Examples:
  blockqnn search create --dataset cifar10 --blocks 200 --watch
  blockqnn search list
  blockqnn search clone s0123456789a --blocks 200
  blockqnn trials list s0123456789a --state failed
  blockqnn blocks best --min-accuracy 0.6 --order-by flops
  blockqnn blocks show 0123456789abcdef
  blockqnn analyze --dataset cifar10 --top 10%
  blockqnn strategies --dataset cifar10
  blockqnn evaluate conv3@0,conv3@1,add@2+0 --epochs 3
  blockqnn train 0123456789abcdef --dataset cifar10 --recipe full
  blockqnn trainings list
  blockqnn transfer 0123456789abcdef --dataset 'imagefolder:imagenette?size=64' --stack imagenet
  blockqnn model export 0123456789abcdef --stack cifar --image-size 32 --classes 10 --out my-model
  blockqnn plot search s0123456789a --out search.svg
  blockqnn serve evaluator
  blockqnn token create --name ci --role reader --file tokens.yaml

Tables are fitted to the terminal, elsewhere to COLUMNS, or 120 columns; --json leaves out nothing.

Exit codes:
  0 success   1 failure   2 wrong usage or argument   3 service not reached   4 not found   130 interrupted
`;

/** The whole command. */
export function createProgram(
  context: CliContext,
  serve: ServeService,
  startLocal: StartLocalEvaluator = noLocal,
  variables: ServiceVariables = () => [],
): Command {
  const program = addConnectionFlags(new Command('blockqnn'), context.env)
    .description('Finds convolutional-network blocks by Q-learning and serves them.')
    .version(VERSION, '-V, --version', 'print the version')
    .addHelpText('after', EXAMPLES)
    .addCommand(searchCommand(context))
    .addCommand(trialsCommand(context))
    .addCommand(blocksCommand(context))
    .addCommand(analyzeCommand(context))
    .addCommand(strategiesCommand(context))
    .addCommand(evaluateCommand(context))
    .addCommand(trainCommand(context, startLocal))
    .addCommand(trainingsCommand(context))
    .addCommand(artifactsCommand(context))
    .addCommand(transferCommand(context, startLocal))
    .addCommand(modelCommand(context))
    .addCommand(plotCommand(context))
    .addCommand(eventsCommand(context))
    .addCommand(serveCommand(serve, variables))
    .addCommand(tokenCommand(context))
    .addCommand(nativeCommand(context));
  addExamples(program);
  return program;
}

const noLocal: StartLocalEvaluator = () =>
  Promise.reject(new UsageError('--local: this program comes without an evaluator'));

/** Runs a command line and gives the exit code. Errors are one line on standard error. */
export async function runProgram(
  program: Command,
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  prepare(program, context);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return EXIT_CODES.success;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.success : EXIT_CODES.usage;
    const cause = error instanceof ServiceFailure ? error.cause : error;
    const code = context.signal.aborted ? EXIT_CODES.interrupted : exitCodeOf(cause);
    if (code !== EXIT_CODES.interrupted)
      context.stderr.write(`${colours.red('error:')} ${messageOf(error)}\n`);
    return code;
  }
}

/** As commander does, but a flag that is off unless given needs no "(default: false)". */
function describeOption(option: Option): string {
  const text = new Help().optionDescription(option);
  return option.defaultValue === false
    ? text.replace(/ \(default: false\)$|(?<=\()default: false, /, '')
    : text;
}

/** Output and exits go through the context, in every subcommand. */
function prepare(command: Command, context: CliContext): void {
  command.exitOverride();
  command.configureHelp({ showGlobalOptions: true, optionDescription: describeOption });
  command.showHelpAfterError('(add --help for the flags and examples)');
  command.configureOutput({
    writeOut: (text) => context.stdout.write(text),
    writeErr: (text) => context.stderr.write(text),
  });
  for (const child of command.commands) prepare(child, context);
}
