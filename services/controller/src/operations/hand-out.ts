import { formatBlock } from '@blockqnn/nsc';
import { completedIfDone, hasBudget, type Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { updateSearch } from '../store/searches.js';
import { insertTrial, listAvailableTrials, updateTrial } from '../store/trials.js';
import { drawTrial, type Drawn, type Patience } from './draw-trial.js';
import { endSearch } from './end-search.js';
import { LEASE_EXPIRED } from './expire-leases.js';
import { loseAttempt } from './lose-attempt.js';
import type { Operation } from './operation.js';

export interface HandOutRequest {
  /** Blocks wanted. */
  readonly count: number;
  readonly worker: string;
  readonly requestId: string;
  /** Shared by all searches that one request looks at. */
  readonly patience: Patience;
}

/** Hands out blocks of one search: first those that wait for a further attempt, then new ones. */
export async function handOut(
  operation: Operation,
  before: Search,
  request: HandOutRequest,
): Promise<{ readonly search: Search; readonly trials: readonly Trial[] }> {
  const { count, patience } = request;
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
  request: HandOutRequest,
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

function newTrial(operation: Operation, search: Search, drawn: Drawn, request: HandOutRequest): Trial {
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
