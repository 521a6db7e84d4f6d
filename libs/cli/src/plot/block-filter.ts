import type { Command } from 'commander';

/** Which evaluations are plotted. */
export interface FilterFlags {
  readonly dataset?: string;
  readonly filter?: string;
}

export function addFilterFlags(command: Command): Command {
  return command
    .option('--dataset <name>', 'only evaluations on this dataset')
    .option('--filter <text>', "any filter of QueryBlocks, for instance 'parameters < 2000000'");
}

/** As QueryBlocks takes it. */
export function blockFilter({ dataset, filter }: FilterFlags): string {
  const terms = [
    dataset === undefined ? undefined : `dataset = ${JSON.stringify(dataset)}`,
    filter === undefined || filter.trim() === '' ? undefined : `(${filter})`,
  ];
  return terms.filter((term) => term !== undefined).join(' AND ');
}
