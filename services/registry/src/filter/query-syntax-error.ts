/** A filter or an order that does not parse. The message says where, and what would be right. */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
  /** Character at fault, counted from 1. */
  readonly position: number;

  constructor(position: number, problem: string) {
    super(`at character ${position}: ${problem}`);
    this.position = position;
  }
}
