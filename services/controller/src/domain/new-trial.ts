import type { Figures } from '@blockqnn/network';
import { formatBlock, type Block } from '@blockqnn/nsc';
import type { Search } from './search.js';
import type { Trial } from './trial.js';

/** A block that a search has not had yet, and what its network costs. */
export interface NewBlock {
  /** As it was drawn. */
  readonly draw: Block;
  readonly canonical: Block;
  readonly blockId: string;
  readonly figures: Pick<Figures, 'flops' | 'parameters' | 'activationBytes'>;
}

/** The search's next trial, before its first attempt ends. */
export function newTrial(
  search: Search,
  { draw, canonical, blockId, figures }: NewBlock,
  nowMs: number,
): Trial {
  return {
    searchId: search.id,
    number: search.trialCount + 1,
    blockId,
    nsc: formatBlock(canonical),
    draws: [formatBlock(draw)],
    figures: {
      flops: figures.flops,
      parameters: figures.parameters,
      activationBytes: figures.activationBytes,
    },
    attempt: 1,
    excusedAttempts: 0,
    worker: '',
    requestId: '',
    lostAttempts: [],
    epochs: [],
    status: { kind: 'pending', token: '', givenBack: false, sinceMs: nowMs },
    madeAfter: search.completionCount,
    origin: '',
    createdAtMs: nowMs,
  };
}
