/** A strategy's state that this program cannot go on with. */
export class StrategyStateError extends Error {
  override readonly name = 'StrategyStateError';
  /** Key of the entry in question. */
  readonly key: string;

  constructor(key: string, problem: string) {
    super(`strategy state ${JSON.stringify(key)}: ${problem}`);
    this.key = key;
  }
}
