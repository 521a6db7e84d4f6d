import type { CliContext } from './context.js';

/** The first of a list that is as long as it is. */
export interface FirstOf<Item> {
  readonly items: readonly Item[];
  /** Whether others follow. */
  readonly more: boolean;
}

/** Reads no further than it takes to know whether there are more. */
export async function firstOf<Item>(list: AsyncIterable<Item>, limit: number): Promise<FirstOf<Item>> {
  const items: Item[] = [];
  for await (const item of list) {
    if (items.length === limit) return { items, more: true };
    items.push(item);
  }
  return { items, more: false };
}

/**
 * Says on standard error that a list goes on beyond its `--limit`.
 *
 * @param most - that the flag takes
 */
export function tellOfMore({ stderr }: Pick<CliContext, 'stderr'>, limit: number, most: number): void {
  stderr.write(
    limit < most
      ? `There are more; --limit ${String(Math.min(most, 10 * limit))} shows more of them.\n`
      : `There are more than the ${String(most)} that --limit takes.\n`,
  );
}
