import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SAMPLE_MS = 500;

/** Watches how much memory a process and its descendants occupy (resident set), twice a second, until disposed. */
export class PeakMemory implements AsyncDisposable {
  readonly #root: number;
  readonly #peaks = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;
  #peakTotal = 0;
  #sampling: Promise<void> = Promise.resolve();

  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => {
      this.#sampling = this.#sample();
    }, SAMPLE_MS);
  }

  /** Bytes at the peak of each: the root first, then every process below it in the order of their appearance. */
  get peaks(): readonly number[] {
    return [...this.#peaks.values()];
  }

  /** Most bytes of all of them at one moment. */
  get peakTotal(): number {
    return this.#peakTotal;
  }

  async #sample(): Promise<void> {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([pid = 0, parent = 0, kib = 0]) => ({ pid, parent, bytes: kib * 1024 }));
    const ours = new Set([this.#root]);
    // A child may stand before its parent in the list.
    for (let size = 0; size !== ours.size;) {
      size = ours.size;
      for (const { pid, parent } of rows) if (ours.has(parent)) ours.add(pid);
    }
    let total = 0;
    for (const { pid, bytes } of rows) {
      if (!ours.has(pid)) continue;
      total += bytes;
      this.#peaks.set(pid, Math.max(bytes, this.#peaks.get(pid) ?? 0));
    }
    this.#peakTotal = Math.max(this.#peakTotal, total);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#sampling;
  }
}
