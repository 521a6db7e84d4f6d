import { appendFile, readFile } from 'node:fs/promises';
import type { TrainingRun } from './training-run.js';

/** A line of the log. */
interface Entry {
  readonly key: string;
  readonly run: TrainingRun;
}

/** Finished trainings, a line of JSON each, so that an interrupted comparison goes on where it was. */
export class RunLog {
  readonly #file: string;
  readonly #key: string;

  /** @param key - what was trained, how, and with which versions; lines with another key are left alone */
  constructor(file: string, key: string) {
    this.#file = file;
    this.#key = key;
  }

  async find(side: TrainingRun['side'], seed: number): Promise<TrainingRun | undefined> {
    const runs = await this.#read();
    return runs.find((run) => run.side === side && run.seed === seed);
  }

  async add(run: TrainingRun): Promise<void> {
    const entry: Entry = { key: this.#key, run };
    await appendFile(this.#file, `${JSON.stringify(entry)}\n`);
  }

  async #read(): Promise<readonly TrainingRun[]> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    return text.split('\n').flatMap((line) => {
      const entry = parsed(line);
      return entry?.key === this.#key ? [entry.run] : [];
    });
  }
}

/** Undefined for what is no JSON: the last line may have been cut off when the power went. */
function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
