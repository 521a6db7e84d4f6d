/** What is wrong, for programs. */
export type NetworkErrorCode =
  /** No block can be stacked this way. */
  | 'UNUSABLE_STACK'
  /** This block in this stack gives a network beyond what can be built or counted. */
  | 'INFEASIBLE'
  /** Weights that are not those of the network. */
  | 'UNFIT_WEIGHTS'
  /** Bytes that are no weights file. */
  | 'MALFORMED_WEIGHTS';

/** A network, or its weights, that cannot be. The message names the field and its bound. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  readonly code: NetworkErrorCode;
  /** What is at fault, for instance `stack.stages[1].filters`, `channels` or a weight's name. */
  readonly field: string;

  constructor(code: NetworkErrorCode, field: string, description: string) {
    super(`${field}: ${description}`);
    this.code = code;
    this.field = field;
  }
}
