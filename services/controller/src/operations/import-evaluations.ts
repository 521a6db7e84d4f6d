import type { Outcome } from '@blockqnn/api';
import type { Figures } from '@blockqnn/network';
import { blockId, canonicalBlock, formatBlock, type Block } from '@blockqnn/nsc';
import { ControllerError } from '../domain/controller-error.js';
import type { LiveSearch } from '../live/live-search.js';
import { completeTrial } from './complete-trial.js';
import { requireNotDeleted, type Operation } from './operation.js';

/** A result that was measured elsewhere. */
export interface ImportedEvaluation {
  readonly block: Block;
  readonly figures: Figures;
  readonly outcome: Outcome;
}

export interface ImportCounts {
  readonly importedCount: number;
  readonly knownCount: number;
}

/**
 * Adds results of others as completed trials: the strategy learns from them as from its own, and they are
 * broadcast. Blocks that the search knows, open ones too, are left as they are.
 *
 * @throws ControllerError `SEARCH_DELETED`, `SEARCH_COMPLETED`
 */
export function importEvaluations(
  operation: Operation,
  live: LiveSearch,
  evaluations: readonly ImportedEvaluation[],
): ImportCounts {
  const { unit, nowMs } = operation;
  requireNotDeleted(live.search);
  if (live.search.state === 'completed') {
    throw new ControllerError(
      'SEARCH_COMPLETED',
      `searches/${live.search.id} is completed and learns nothing more; CloneSearch starts one that does`,
    );
  }
  const { known } = unit.agentOf(live);
  let importedCount = 0;
  for (const { block, figures, outcome } of evaluations) {
    const canonical = canonicalBlock(block);
    const id = blockId(canonical);
    if (known.has(id)) continue;
    importedCount += 1;
    const { search } = live;
    const number = search.trialCount + 1;
    unit.putSearch(live, { ...search, trialCount: number, importedCount: search.importedCount + 1 });
    const trial = {
      searchId: search.id,
      number,
      blockId: id,
      nsc: formatBlock(canonical),
      draws: [formatBlock(block)],
      figures,
      attempt: 0,
      excusedAttempts: 0,
      worker: '',
      requestId: '',
      lostAttempts: [],
      epochs: [],
      status: { kind: 'pending', token: '', givenBack: false, sinceMs: nowMs },
      madeAfter: search.completionCount,
      origin: 'import',
      createdAtMs: nowMs,
    } as const;
    completeTrial(operation, live, trial, outcome, undefined);
  }
  return { importedCount, knownCount: evaluations.length - importedCount };
}
