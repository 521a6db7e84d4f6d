import type { Outcome } from '@blockqnn/api';
import type { Figures } from '@blockqnn/network';
import { blockId, canonicalBlock, type Block } from '@blockqnn/nsc';
import { ControllerError } from '../domain/controller-error.js';
import { newTrial } from '../domain/new-trial.js';
import type { Trial } from '../domain/trial.js';
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
    const trial: Trial = {
      ...newTrial(search, { draw: block, canonical, blockId: id, figures }, nowMs),
      // No worker was asked.
      attempt: 0,
      origin: 'import',
    };
    unit.putSearch(live, { ...search, trialCount: trial.number, importedCount: search.importedCount + 1 });
    completeTrial(operation, live, trial, outcome, undefined);
  }
  return { importedCount, knownCount: evaluations.length - importedCount };
}
