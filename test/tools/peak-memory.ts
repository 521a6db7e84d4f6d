import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SAMPLE_MS = 500;

/** A process and the most memory that it occupied. */
export interface ProcessPeak {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
  readonly bytes: number;
}

/** Watches how much memory a process and its descendants occupy (resident set), twice a second, until disposed. */
export class PeakMemory implements AsyncDisposable {
  readonly #root: number;
  readonly #peaks = new Map<number, ProcessPeak>();
  readonly #timer: NodeJS.Timeout;
  #peakTotal = 0;
  #sampling: Promise<void> = Promise.resolve();

  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => {
      this.#sampling = this.#sample();
    }, SAMPLE_MS);
  }

  /** The root first, then every process below it in the order of their appearance. */
  get peaks(): readonly ProcessPeak[] {
    return [...this.#peaks.values()];
  }

  /** Most bytes of all of them at one moment. */
  get peakTotal(): number {
    return this.#peakTotal;
  }

  async #sample(): Promise<void> {
    const rows = await listProcesses();
    const ours = new Set([this.#root]);
    // A child may stand before its parent in the list.
    for (let size = 0; size !== ours.size;) {
      size = ours.size;
      for (const { pid, parent } of rows) if (ours.has(parent)) ours.add(pid);
    }
    let total = 0;
    for (const { pid, command, bytes } of rows) {
      if (!ours.has(pid)) continue;
      total += bytes;
      this.#peaks.set(pid, { pid, command, bytes: Math.max(bytes, this.#peaks.get(pid)?.bytes ?? 0) });
    }
    this.#peakTotal = Math.max(this.#peakTotal, total);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#sampling;
  }
}

async function listProcesses() {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=,args=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = '', parent = '', kib = '', ...command] = line.trim().split(/\s+/);
      return {
        pid: Number(pid),
        parent: Number(parent),
        bytes: Number(kib) * 1024,
        command: command.join(' '),
      };
    });
}
