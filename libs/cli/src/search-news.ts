import type { SearchMessage } from '@blockqnn/api';
import { counted } from './format.js';
import { stripPrefix } from './strip-prefix.js';

/** Trials of the budget that have a result: those that were imported or came with a clone are not. */
export function evaluatedCount({ succeededCount, failedCount, importedCount }: SearchMessage): number {
  return succeededCount + failedCount - importedCount;
}

/**
 * What happened to a search as a whole from one message to the next, in a line; undefined where that is
 * nothing. What it starts as is told where it is not running, or knows results of others.
 */
export function searchNews(before: SearchMessage | undefined, now: SearchMessage): string | undefined {
  const news = [stateNews(before, now), importNews(before, now)].filter((text) => text !== undefined);
  return news.length === 0 ? undefined : `${now.name}: ${news.join('; ')}`;
}

function stateNews(before: SearchMessage | undefined, now: SearchMessage): string | undefined {
  if ((before?.state ?? 'SEARCH_STATE_RUNNING') === now.state) return undefined;
  if (now.state === 'SEARCH_STATE_RUNNING') return 'goes on';
  const reason = now.endReason === '' ? '' : `, ${now.endReason}`;
  const cancelled = now.cancelledCount > 0 ? ` (${counted(now.cancelledCount, 'block')} given up)` : '';
  return `${stripPrefix(now.state, 'SEARCH_STATE_')}${reason}${cancelled}`;
}

function importNews(before: SearchMessage | undefined, now: SearchMessage): string | undefined {
  const more = now.importedCount - (before?.importedCount ?? 0);
  if (more <= 0) return undefined;
  const from = now.source === '' ? '' : ` from ${now.source}`;
  return before ? `${counted(more, 'result')} imported` : `knows ${counted(more, 'result')} of others${from}`;
}
