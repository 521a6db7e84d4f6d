import { closeSync, existsSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** An append-only log of JSON lines. What was appended is on disk when {@link append} returns. */
export class RecordLog implements Disposable {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
    // A line that a killed predecessor left without its end stands alone, and is dropped by readers.
    writeSync(this.#file, '\n');
  }

  append(record: object): void {
    writeSync(this.#file, `${JSON.stringify(record)}\n`);
    fdatasyncSync(this.#file);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

/** Reads a log that others append to, each record once. */
export class RecordTail<Entry> {
  readonly #path: string;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whole records that came since the last call; none while there is no file. */
  read(): Entry[] {
    if (!existsSync(this.#path)) return [];
    const file = openSync(this.#path, 'r');
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - this.#offset);
      readSync(file, bytes, 0, bytes.length, this.#offset);
      const end = bytes.lastIndexOf('\n') + 1;
      this.#offset += end;
      return bytes
        .toString('utf8', 0, end)
        .split('\n')
        .flatMap((line) => parsed<Entry>(line));
    } finally {
      closeSync(file);
    }
  }
}

function parsed<Entry>(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}
