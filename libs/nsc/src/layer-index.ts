import { NscError } from './nsc-error.js';
import { quote } from './quoting.js';

/** Layers that a block may have at most, Terminal not counted (paper, on the Network Structure Code). */
export const MAX_LAYERS = 23;

/** The predecessor that stands for the block's input. */
export const BLOCK_INPUT = 0;

/** Throws {@link NscError} unless something can be an index: an integer of at least 1. */
export function checkIndex(index: unknown): void {
  if (!Number.isSafeInteger(index) || (index as number) < 1) {
    throw new NscError('index', `index ${quote(index)} is not an integer of at least 1`);
  }
}
