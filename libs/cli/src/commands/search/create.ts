import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { CliContext } from '../../context.js';
import { wholeNumber } from '../../flag-values.js';
import { CHANNELS, imagesOf, type ImageFlags } from '../../image-flags.js';
import { addSearchFlags, datasetFlag, searchSpec, type SearchFlags } from '../../search-flags.js';
import { serviceOption, withService } from '../../services.js';
import { showStarted } from './show-search.js';

interface CreateFlags extends SearchFlags, ImageFlags {
  readonly dataset: string;
  readonly leaseSeconds?: number;
  readonly watch: boolean;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  blockqnn search create --blocks 100 --watch
  blockqnn search create --dataset cifar10 --blocks 500 --max-duration 12h --target-accuracy 0.93
  blockqnn search create --dataset cifar10 --blocks 500 --max-in-flight 8 --median-stopping
`;

export function createSearchCommand(context: CliContext): Command {
  const command = new Command('create')
    .description('start a search')
    .option('--dataset <name>', 'as the evaluators know it, with ?limit=N for a subset', 'procedural');
  addSearchFlags(command)
    .option(
      '--image-size <pixels>',
      'side of the images, for datasets other than the known ones',
      wholeNumber(4, 1024),
    )
    .option(
      '--channels <n>',
      `colour channels of the images, likewise (default: ${String(CHANNELS)})`,
      wholeNumber(1, 4),
    )
    .option('--classes <n>', 'classes, likewise', wholeNumber(2, 100_000))
    .option('--lease-seconds <n>', 'how long a worker may be silent', wholeNumber(5, 86_400))
    .option('--watch', 'follow it until it is completed', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (flags: CreateFlags) => {
    const dataset = datasetFlag(flags.dataset);
    const spec = searchSpec(flags, dataset, imagesOf(flags, dataset), flags.leaseSeconds);
    await withService('controller', command, async (controller) => {
      const { search } = await controller.createSearch(
        { spec, requestId: randomUUID() },
        { signal: context.signal },
      );
      if (search) await showStarted(context, controller, search, flags);
    });
  });
}
