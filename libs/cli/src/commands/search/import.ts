import { Command, Option } from 'commander';
import { print, printJson, type CliContext } from '../../context.js';
import { createCountDisplay } from '../../count-display.js';
import { UsageError } from '../../exit-code.js';
import { importEvaluations } from '../../import/import-evaluations.js';
import { FORMATS, formatOf, readEvaluations, type Format } from '../../import/read-evaluations.js';
import { SEARCH_ARGUMENT, searchArgument } from '../../search-name.js';
import { serviceOption, withService } from '../../services.js';

interface ImportFlags {
  readonly format?: Format;
  readonly json: boolean;
}

const HELP = `
A line of a JSON-lines file (.jsonl, .ndjson), or the columns of a CSV file with a head (.csv):
  nsc        the block
  accuracy   in [0, 1]; or instead of it
  failure    diverged, infeasible, out_of_memory or timed_out
  message, seconds, device   optional; other fields are left alone

The results have to be of the search's dataset, stack and recipe. They teach its strategy and cost nothing of its
budget. Blocks that the search knows are left as they are, so the same file may be imported again. Where any line is
wrong, all wrong ones are named and nothing is imported.

Examples:
  blockqnn search import s0123456789a results.csv
  blockqnn search import s0123456789a results.jsonl --json

  nsc,accuracy,failure
  "conv3@0,conv3@1,add@2+0",0.71,
  conv5@0,,diverged
`;

export function importCommand(context: CliContext): Command {
  const command = new Command('import')
    .description('add results that were measured elsewhere')
    .argument('<search>', SEARCH_ARGUMENT)
    .argument('<file>', 'JSON lines or CSV')
    .addOption(new Option('--format <format>', "default: by the file's name").choices([...FORMATS]))
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', HELP);
  return command.action(async (id: string, file: string, { format, json }: ImportFlags) => {
    const parent = searchArgument(id);
    const evaluations = await readEvaluations(file, format ?? formatOf(file));
    if (evaluations.length === 0) throw new UsageError(`${file}: has no results`);
    const display = createCountDisplay(context.stderr, 'results');
    try {
      await withService('controller', command, async (controller) => {
        const counts = await importEvaluations(controller, parent, evaluations, {
          signal: context.signal,
          onProgress: (done) => {
            display.update(done, evaluations.length);
          },
        });
        display.stop();
        if (json) printJson(context, counts);
        else
          print(
            context,
            `${parent}: ${String(counts.imported)} imported, ${String(counts.known)} known already`,
          );
      });
    } finally {
      display.stop();
    }
  });
}
