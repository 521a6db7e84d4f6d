import type { Command } from 'commander';
import { searchArgument } from './search-name.js';

/** Flags that choose evaluations. */
export interface EvaluationFilterFlags {
  readonly dataset?: string;
  readonly filter?: string;
  readonly search?: string;
}

export function addEvaluationFilter(command: Command): Command {
  return command
    .option('--dataset <name>', 'only evaluations on this dataset')
    .option(
      '--filter <text>',
      "only evaluations like these, for instance 'accuracy > 0.6 AND parameters < 2000000'; docs/registry.md has the fields",
    )
    .option('--search <search>', "only evaluations of this search, or of those like 's-2*'");
}

/**
 * As QueryBlocks takes it. A filter alone stays as it was typed, so that places in it are found again. Throws
 * {@link UsageError} for what can be no search.
 */
export function evaluationFilter({ dataset, filter = '', search }: EvaluationFilterFlags): string {
  const terms = [
    search === undefined ? undefined : `search = ${JSON.stringify(searchPattern(search))}`,
    dataset === undefined ? undefined : `dataset = ${JSON.stringify(dataset)}`,
  ].filter((term) => term !== undefined);
  if (terms.length === 0) return filter;
  return [...terms, ...(filter.trim() === '' ? [] : [`(${filter})`])].join(' AND ');
}

/** The id of a search, or a pattern of such, in which an asterisk stands for any characters. */
function searchPattern(search: string): string {
  // An asterisk may stand for what makes a name; one letter can stand for it.
  searchArgument(search.replaceAll('*', 'a'));
  return search.replace(/^searches\//, '');
}
