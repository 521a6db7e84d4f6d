import { hasBudget, type Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import type { LiveState } from '../live/live-state.js';
import { datasetName } from '../store/search-row.js';
import type { Patience } from './draw-trial.js';
import { handOut } from './hand-out.js';
import { requireNotDeleted, type Operation } from './operation.js';

/** Some hundredths of a second. Of a random search's proposals about half are above the limits of the paper's stack. */
const PROPOSALS_PER_REQUEST = 500;

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
  /** Id of a search that has to be read from disk before it can be asked for a block. */
  readonly unread?: string;
}

/**
 * Hands out blocks:
 *
 * 1. those of an earlier request of the same id, as long as their leases hold;
 * 2. those whose lease expired or that were given back, as a further attempt under a new token;
 * 3. new ones, as far as the budget goes.
 *
 * @param live The search that is asked; undefined: any running one.
 */
export function requestBlocks(
  operation: Operation,
  live: LiveSearch | undefined,
  request: BlocksRequest,
): HandedOut {
  const repeated = repeatedAnswer(operation, request);
  if (repeated.length > 0) return { assignments: repeated, searchDone: false, retryMs: undefined };
  const patience: Patience = { proposals: PROPOSALS_PER_REQUEST };
  return live === undefined
    ? ofAnySearch(operation, request, patience)
    : ofSearch(operation, live, request, patience);
}

function ofSearch(
  operation: Operation,
  live: LiveSearch,
  request: BlocksRequest,
  patience: Patience,
): HandedOut {
  requireNotDeleted(live.search);
  const trials = handOut(operation, live, { ...request, patience });
  const searchDone = live.search.state === 'completed';
  return {
    assignments: trials.map((trial) => ({ search: live.search, trial })),
    searchDone,
    retryMs: searchDone || trials.length > 0 ? undefined : retryMsOf(operation, live),
  };
}

function ofAnySearch(operation: Operation, request: BlocksRequest, patience: Patience): HandedOut {
  const assignments: { search: Search; trial: Trial }[] = [];
  let retryMs: number = RETRY_MS.nothing;
  for (const live of runningSearches(operation.live, request.datasetNames)) {
    if (live.agent === undefined) {
      if (assignments.length > 0) break;
      return { assignments, searchDone: false, retryMs, unread: live.search.id };
    }
    const count = request.count - assignments.length;
    const trials = handOut(operation, live, { ...request, count, patience });
    assignments.push(...trials.map((trial) => ({ search: live.search, trial })));
    if (assignments.length >= request.count) break;
    if (live.search.state === 'running') {
      retryMs = Math.min(retryMs, RETRY_MS.running, retryMsOf(operation, live));
    }
  }
  return { assignments, searchDone: false, retryMs: assignments.length > 0 ? undefined : retryMs };
}

function* runningSearches(live: LiveState, datasetNames: readonly string[]): Generator<LiveSearch> {
  for (const each of live.searches) {
    const { state, spec } = each.search;
    if (state !== 'running') continue;
    if (datasetNames.length > 0 && !datasetNames.includes(datasetName(spec.dataset))) continue;
    yield each;
  }
}

/** Blocks of an earlier request of the same id, as long as their leases hold. */
export function repeatedAnswer(
  { live, nowMs }: Operation,
  { requestId, worker, searchId }: BlocksRequest,
): { search: Search; trial: Trial }[] {
  if (requestId === '') return [];
  const answer: { search: Search; trial: Trial }[] = [];
  for (const trial of live.trialsOfRequest(worker, requestId)) {
    const search = live.find(trial.searchId)?.search;
    if (search === undefined || (searchId !== undefined && searchId !== search.id)) continue;
    if (trial.status.kind === 'leased' && trial.status.expiresAtMs > nowMs) answer.push({ search, trial });
  }
  return answer;
}

function retryMsOf({ nowMs }: Operation, live: LiveSearch): number {
  const { search } = live;
  if (search.state === 'paused') return RETRY_MS.paused;
  const mayLease = live.leasedCount < (search.spec.budget.maxTrialsInFlight ?? Infinity);
  if (mayLease && hasBudget(search)) return RETRY_MS.drawing;
  const { least, most } = RETRY_MS.leased;
  return Math.min(Math.max(live.nextExpiryMs - nowMs, least), most);
}
