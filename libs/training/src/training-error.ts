/** A network that an engine cannot train, for instance because it needs more memory than the engine has. */
export class InfeasibleNetworkError extends Error {
  override readonly name = 'InfeasibleNetworkError';
}
