import { randomUUID } from 'node:crypto';
import { searchName, type SearchMessage } from '@blockqnn/api';
import { Command } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { CHANNELS, imagesOf, type ImageFlags } from '../image-flags.js';
import { datasetFlag, addSearchFlags, searchSpec, type SearchFlags } from '../search-flags.js';
import { wholeNumber } from '../flag-values.js';
import { createSearchDisplay } from '../create-search-display.js';
import { IdleNotice } from '../idle-notice.js';
import { formatSearch, formatSearches } from '../search-report.js';
import { searchJson } from '../search-json.js';
import { serviceOption, withService } from '../services.js';
import { watchSearch } from '../watch-search.js';

interface CreateFlags extends SearchFlags, ImageFlags {
  readonly dataset: string;
  readonly leaseSeconds?: number;
  readonly watch: boolean;
  readonly json: boolean;
}

/** `blockqnn search …`: everything about searches. */
export function searchCommand(context: CliContext): Command {
  const command = new Command('search').description('create, follow and control searches');
  command.addCommand(create(context));
  command.addCommand(list(context));
  command.addCommand(get(context));
  command.addCommand(watch(context));
  command.addCommand(control(context, 'pause', 'hand out no more blocks until resumed'));
  command.addCommand(control(context, 'resume', 'hand out blocks again'));
  return command;
}

function create(context: CliContext): Command {
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
    .addOption(serviceOption('controller'));
  return command.action(async (flags: CreateFlags) => {
    const dataset = datasetFlag(flags.dataset);
    const spec = searchSpec(flags, dataset, imagesOf(flags, dataset), flags.leaseSeconds);
    await withService('controller', command, async (controller) => {
      const { search } = await controller.createSearch(
        { spec, requestId: randomUUID() },
        { signal: context.signal },
      );
      if (!search) return;
      if (!flags.watch) {
        show(context, search, flags.json);
        return;
      }
      const display = new IdleNotice(createSearchDisplay(context.stderr, context.now));
      show(
        context,
        (await watchSearch(controller, search.name, display, context.signal)) ?? search,
        flags.json,
      );
    });
  });
}

function list(context: CliContext): Command {
  const command = new Command('list')
    .description('all searches, newest first')
    .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 20)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'));
  return command.action(async ({ limit, json }: { limit: number; json: boolean }) => {
    await withService('controller', command, async (controller) => {
      const { searches } = await controller.listSearches({ pageSize: limit }, { signal: context.signal });
      if (json) printJson(context, searches.map(searchJson));
      else
        print(
          context,
          searches.length === 0
            ? 'No search yet; `blockqnn search create` starts one.'
            : formatSearches(searches, context.stdout.columns),
        );
    });
  });
}

function get(context: CliContext): Command {
  const command = new Command('get')
    .description('one search')
    .argument('<search>', 'its name, with or without "searches/"')
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    await withService('controller', command, async (controller) => {
      const { search } = await controller.getSearch({ name: fullName(id) }, { signal: context.signal });
      if (search) show(context, search, json);
    });
  });
}

function watch(context: CliContext): Command {
  const command = new Command('watch')
    .description('follow a search until it is completed')
    .argument('<search>', 'its name, with or without "searches/"')
    .option('--json', 'print JSON at the end', false)
    .addOption(serviceOption('controller'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    await withService('controller', command, async (controller) => {
      const display = new IdleNotice(createSearchDisplay(context.stderr, context.now));
      const search = await watchSearch(controller, fullName(id), display, context.signal);
      if (search) show(context, search, json);
    });
  });
}

function control(context: CliContext, verb: 'pause' | 'resume', description: string): Command {
  const command = new Command(verb)
    .description(description)
    .argument('<search>', 'its name, with or without "searches/"')
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    await withService('controller', command, async (controller) => {
      const request = { name: fullName(id) };
      const options = { signal: context.signal };
      const { search } =
        verb === 'pause'
          ? await controller.pauseSearch(request, options)
          : await controller.resumeSearch(request, options);
      if (search) show(context, search, json);
    });
  });
}

function show(context: CliContext, search: SearchMessage, json: boolean): void {
  if (json) printJson(context, searchJson(search));
  else print(context, formatSearch(search));
}

function fullName(id: string): string {
  return id.startsWith('searches/') ? id : searchName(id);
}
