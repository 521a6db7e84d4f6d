import type { Command } from 'commander';
import { addFilterFlags, blockFilter, type FilterFlags } from './plot/block-filter.js';

/** Flags that choose evaluations. */
export interface EvaluationFilterFlags extends FilterFlags {
  readonly search?: string;
}

export function addEvaluationFilter(command: Command): Command {
  return addFilterFlags(command).option('--search <search>', 'only evaluations of this search');
}

/** As QueryBlocks takes it. */
export function evaluationFilter({ search, ...flags }: EvaluationFilterFlags): string {
  const inSearch = search === undefined ? '' : `search = ${JSON.stringify(search.replace('searches/', ''))}`;
  return [inSearch, blockFilter(flags)].filter((term) => term !== '').join(' AND ');
}
