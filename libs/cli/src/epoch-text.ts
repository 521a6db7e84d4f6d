import type { EpochCount } from '@blockqnn/training/recipes';

/** `2/6`, or `2/6 (restarted)`. */
export function epochText(number: number | string, { total, restarts }: EpochCount): string {
  return `epoch ${String(number)}/${String(total)}${restarts > 0 ? ' (restarted)' : ''}`;
}
