/** Read through a function: the compiler takes a property for unchanged while something is awaited. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
