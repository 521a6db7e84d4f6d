const CLEAR = '\r\u001b[K';

/** One line at the bottom of a terminal that says what goes on; nothing where stderr is none. */
export class ProgressLine {
  readonly #live = process.stderr.isTTY;

  show(text: string): void {
    if (this.#live)
      process.stderr.write(`${CLEAR}${text.slice(0, Math.max(20, process.stderr.columns - 1))}`);
  }

  /** Writes a line that stays. */
  print(line: string): void {
    process.stderr.write(`${this.#live ? CLEAR : ''}${line}\n`);
  }
}
