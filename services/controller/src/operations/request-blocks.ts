import { formatBlock } from '@blockqnn/nsc';
import { completedIfDone, hasBudget, type Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { listRunningSearches, updateSearch } from '../store/searches.js';
import {
  insertTrial,
  listAvailableTrials,
  listTrialsOfRequest,
  nextAvailableAtMs,
  updateTrial,
} from '../store/trials.js';
import { drawTrial, type Drawn, type Patience } from './draw-trial.js';
import { endSearch } from './end-search.js';
import { LEASE_EXPIRED } from './expire-leases.js';
import { loseAttempt } from './lose-attempt.js';
import { requireSearch, type Operation } from './operation.js';

/** Rejected proposals that one request may cost: about a tenth of a second. */
const REJECTIONS_PER_REQUEST = 100;

/** When to ask again. */
const RETRY_MS = {
  /** The strategy was cut short. */
  drawing: 100,
  /** All blocks are out: when the next lease ends, within these bounds. */
  leased: { least: 250, most: 5000 },
  paused: 2000,
  /** No search runs. */
  nothing: 1000,
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

  const patience: Patience = { rejections: REJECTIONS_PER_REQUEST };
  if (request.searchId !== undefined) {
    const search = await requireSearch(operation.db, request.searchId);
    const { search: now, trials } = await handOut(operation, search, request, request.count, patience);
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
    const { search: now, trials } = await handOut(operation, search, request, wanted, patience);
    assignments.push(...trials.map((trial) => ({ search: now, trial })));
    if (assignments.length >= request.count) break;
    if (now.state === 'running') retryMs = Math.min(retryMs, await retryMsOf(operation, now));
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

/** Hands out up to `count` blocks of one search. */
async function handOut(
  operation: Operation,
  before: Search,
  request: BlocksRequest,
  count: number,
  patience: Patience,
): Promise<{ readonly search: Search; readonly trials: readonly Trial[] }> {
  if (before.state !== 'running') return { search: before, trials: [] };
  const trials: Trial[] = [];
  let search = before;
  for (const waiting of await listAvailableTrials(operation.db, search.id, operation.nowMs, count)) {
    let trial = waiting;
    if (waiting.status.kind === 'leased') {
      const how = { givenBack: false, reason: LEASE_EXPIRED };
      ({ search, trial } = await loseAttempt(operation, { search, trial }, how));
    }
    if (trial.status.kind !== 'completed') trials.push(await leaseAgain(operation, search, trial, request));
  }
  const settled = search;
  while (trials.length < count && hasBudget(search)) {
    const { search: drawnFrom, drawn } = await drawTrial(operation, search, patience);
    search = drawnFrom;
    if (drawn === undefined) break;
    const trial = newTrial(operation, search, drawn, request);
    search = { ...search, trialCount: trial.number };
    await insertTrial(operation.db, trial);
    trials.push(trial);
    tellHandedOut(operation, trial);
  }
  if (search !== settled) {
    search = completedIfDone(search, operation.nowMs);
    await updateSearch(operation.db, search);
    operation.changed(search.id);
    if (search.state === 'completed') endSearch(operation, search);
  }
  return { search, trials };
}

async function leaseAgain(
  operation: Operation,
  search: Search,
  trial: Trial,
  request: BlocksRequest,
): Promise<Trial> {
  const leased: Trial = {
    ...trial,
    attempt: trial.attempt + 1,
    worker: request.worker,
    requestId: request.requestId,
    epochs: [],
    status: newLease(operation, search),
  };
  await updateTrial(operation.db, leased);
  tellHandedOut(operation, leased);
  return leased;
}

function newTrial(operation: Operation, search: Search, drawn: Drawn, request: BlocksRequest): Trial {
  return {
    searchId: search.id,
    number: search.trialCount + 1,
    blockId: drawn.blockId,
    nsc: formatBlock(drawn.canonical),
    draws: [formatBlock(drawn.draw)],
    figures: {
      flops: drawn.figures.flops,
      parameters: drawn.figures.parameters,
      activationBytes: drawn.figures.activationBytes,
    },
    attempt: 1,
    worker: request.worker,
    requestId: request.requestId,
    lostAttempts: [],
    epochs: [],
    status: newLease(operation, search),
    createdAtMs: operation.nowMs,
  };
}

function newLease({ nowMs, newToken }: Operation, { spec }: Search) {
  return { kind: 'leased', token: newToken(), expiresAtMs: nowMs + spec.leaseMs } as const;
}

function tellHandedOut(operation: Operation, trial: Trial): void {
  operation.changed(trial.searchId, trial.number);
  operation.afterCommit(() => {
    operation.events.trialHandedOut(trial);
  });
}

async function retryMsOf({ db, nowMs }: Operation, search: Search): Promise<number> {
  if (search.state === 'paused') return RETRY_MS.paused;
  if (hasBudget(search)) return RETRY_MS.drawing;
  const nextMs = (await nextAvailableAtMs(db, search.id)) ?? nowMs;
  const { least, most } = RETRY_MS.leased;
  return Math.min(Math.max(nextMs - nowMs, least), most);
}
