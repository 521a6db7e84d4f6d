import { hasBudget, type Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { listRunningSearches } from '../store/searches.js';
import { listTrialsOfRequest, nextAvailableAtMs } from '../store/trials.js';
import type { Patience } from './draw-trial.js';
import { handOut } from './hand-out.js';
import { requireSearch, type Operation } from './operation.js';

/** About a tenth of a second; 100 blocks of the paper's stack need 175. */
const EFFORT_PER_REQUEST = 250;

/** When to ask again. */
const RETRY_MS = {
  /** The strategy was cut short. */
  drawing: 100,
  /** All blocks are out: when the next lease ends, within these bounds. */
  leased: { least: 250, most: 5000 },
  paused: 2000,
  /** At most, while any search runs: others may have a block sooner. */
  running: 1000,
  /** No search runs: a new one is begun on within this time, and a worker that waits for days asks seldom. */
  nothing: 5000,
} as const;

export interface BlocksRequest {
  /** Undefined: any running search, the oldest first. */
  readonly searchId: string | undefined;
  readonly count: number;
  readonly worker: string;
  /** With any search: on these datasets only; empty for all. */
  readonly datasetNames: readonly string[];
  /** Empty for none. */
  readonly requestId: string;
}

export interface HandedOut {
  readonly assignments: readonly { readonly search: Search; readonly trial: Trial }[];
  /** The search will never hand out a block again. */
  readonly searchDone: boolean;
  /** Set where there is no assignment and the search is not done. */
  readonly retryMs: number | undefined;
}

/**
 * Hands out blocks:
 *
 * 1. those of an earlier request of the same id, as long as their leases hold;
 * 2. those whose lease expired or that were given back, as a further attempt under a new token;
 * 3. new ones, as far as the budget goes.
 */
export async function requestBlocks(operation: Operation, request: BlocksRequest): Promise<HandedOut> {
  const repeated = await repeatedAnswer(operation, request);
  if (repeated.length > 0) return { assignments: repeated, searchDone: false, retryMs: undefined };

  const patience: Patience = { effort: EFFORT_PER_REQUEST };
  if (request.searchId !== undefined) {
    const search = await requireSearch(operation.db, request.searchId);
    const { search: now, trials } = await handOut(operation, search, { ...request, patience });
    const assignments = trials.map((trial) => ({ search: now, trial }));
    const searchDone = now.state === 'completed';
    const retryMs = searchDone || trials.length > 0 ? undefined : await retryMsOf(operation, now);
    return { assignments, searchDone, retryMs };
  }

  const assignments: { search: Search; trial: Trial }[] = [];
  let retryMs: number = RETRY_MS.nothing;
  for (const id of await listRunningSearches(operation.db, request.datasetNames)) {
    const search = await requireSearch(operation.db, id);
    const wanted = request.count - assignments.length;
    const { search: now, trials } = await handOut(operation, search, { ...request, count: wanted, patience });
    assignments.push(...trials.map((trial) => ({ search: now, trial })));
    if (assignments.length >= request.count) break;
    if (now.state === 'running')
      retryMs = Math.min(retryMs, RETRY_MS.running, await retryMsOf(operation, now));
  }
  return { assignments, searchDone: false, retryMs: assignments.length > 0 ? undefined : retryMs };
}

async function repeatedAnswer(
  operation: Operation,
  { requestId, worker, searchId }: BlocksRequest,
): Promise<{ search: Search; trial: Trial }[]> {
  if (requestId === '') return [];
  const trials = await listTrialsOfRequest(operation.db, worker, requestId, operation.nowMs);
  const answer: { search: Search; trial: Trial }[] = [];
  for (const trial of trials) {
    if (searchId !== undefined && trial.searchId !== searchId) continue;
    answer.push({ search: await requireSearch(operation.db, trial.searchId), trial });
  }
  return answer;
}

async function retryMsOf({ db, nowMs }: Operation, search: Search): Promise<number> {
  if (search.state === 'paused') return RETRY_MS.paused;
  if (hasBudget(search)) return RETRY_MS.drawing;
  const nextMs = (await nextAvailableAtMs(db, search.id)) ?? nowMs;
  const { least, most } = RETRY_MS.leased;
  return Math.min(Math.max(nextMs - nowMs, least), most);
}
