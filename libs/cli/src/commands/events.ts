import { ANY_SEARCH } from '@blockqnn/api';
import { Command } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { createCountDisplay } from '../count-display.js';
import { UsageError } from '../exit-code.js';
import { SEARCH_ARGUMENT, searchArgument } from '../search-name.js';
import { serviceOption, withService } from '../services.js';
import { StallNotice, type Notice } from '../stall-notice.js';

/** A replay publishes within moments, or waits for NATS for as long as it takes. */
const STALLED: readonly Notice[] = [
  {
    afterMs: 2000,
    text: 'Waiting for the controller to publish. Where NATS is away, it goes on by itself as soon as NATS is back.',
  },
  {
    afterMs: 10_000,
    text:
      "Still waiting. The controller's log says why (“no connection to NATS”, “outbox not published”): see that NATS runs" +
      ' where its BLOCKQNN_NATS_URL says, and lets it in (docs/events.md). Ctrl-C does no harm.',
  },
];

interface ReplayFlags {
  readonly all: boolean;
  readonly json: boolean;
}

const EXAMPLES = `
For subscribers that lost what they had, or a stream that was lost. Subscribers that have an event already know it by
its id. Interrupting does no harm: what was published stays so, and the same command begins again.

Examples:
  blockqnn events replay s0123456789a
  blockqnn events replay --all
`;

/** `blockqnn events …`: what is broadcast. */
export function eventsCommand(context: CliContext): Command {
  return new Command('events').description('what is broadcast').addCommand(replay(context));
}

function replay(context: CliContext): Command {
  const command = new Command('replay')
    .description('broadcast every completed evaluation once more, in order')
    .argument('[search]', SEARCH_ARGUMENT)
    .option('--all', 'of all searches', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (id: string | undefined, { all, json }: ReplayFlags) => {
    if (all === (id !== undefined)) throw new UsageError('name a search, or --all for all of them');
    const parent = id === undefined ? ANY_SEARCH : searchArgument(id);
    const display = createCountDisplay(context.stderr, 'events');
    let published = 0;
    using stalled = new StallNotice(STALLED, (text) => {
      display.notice(text);
    });
    try {
      await withService('controller', command, async (controller) => {
        const progress = controller.replayEvents({ parent }, { signal: context.signal });
        for await (const { publishedCount, totalCount } of progress) {
          if (publishedCount > published) stalled.progress();
          published = publishedCount;
          display.update(publishedCount, totalCount);
        }
      });
    } finally {
      display.stop();
    }
    if (json) printJson(context, { published });
    else print(context, `${String(published)} events published`);
  });
}
