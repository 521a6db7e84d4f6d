import { OutOfMemoryError } from '../training-error.js';

/** What the runtime says of arrays that are too long for it, or for which there is no room. */
const NO_ROOM = /Invalid typed array length|Array buffer allocation failed/;

/** Runs a function; what it throws because an array has no room becomes {@link OutOfMemoryError}. */
export function tellingLackOfMemory<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError && NO_ROOM.test(error.message))) throw error;
    throw new OutOfMemoryError(
      `memory: the wasm engine could not get what a batch needs (${error.message}); use smaller batches or a smaller stack`,
      { cause: error },
    );
  }
}
