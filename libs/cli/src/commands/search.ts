import { Command } from 'commander';
import type { CliContext } from '../context.js';
import { cloneSearchCommand } from './search/clone.js';
import { controlCommand } from './search/control.js';
import { createSearchCommand } from './search/create.js';
import { importCommand } from './search/import.js';
import { listSearchesCommand } from './search/list.js';
import { showSearchCommand } from './search/show.js';
import { watchSearchCommand } from './search/watch.js';

/** `blockqnn search …`: everything about searches. */
export function searchCommand(context: CliContext): Command {
  return new Command('search')
    .description('create, follow and control searches')
    .addCommand(createSearchCommand(context))
    .addCommand(listSearchesCommand(context))
    .addCommand(showSearchCommand(context))
    .addCommand(watchSearchCommand(context))
    .addCommand(controlCommand(context, 'pause', 'hand out no more blocks until resumed; workers stop'))
    .addCommand(controlCommand(context, 'resume', 'hand out blocks again'))
    .addCommand(controlCommand(context, 'delete', 'take a search away; it is kept for a while'))
    .addCommand(controlCommand(context, 'undelete', 'bring a deleted search back as it was'))
    .addCommand(cloneSearchCommand(context))
    .addCommand(importCommand(context));
}
