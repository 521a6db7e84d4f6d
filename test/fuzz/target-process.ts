import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PRELOAD = new URL('record-faults.ts', import.meta.url).href;
const START_MS = 120_000;
const MEASURE_MS = 20_000;
const STOP_MS = 10_000;

/** Memory after a garbage collection. */
export interface Memory {
  /** Resident set. */
  readonly rssBytes: number;
  /** What the program itself holds on to: heap and buffers. */
  readonly heldBytes: number;
}

/** Something that a process wrote and must never write. */
export interface Fault {
  readonly kind: 'uncaughtException' | 'unhandledRejection' | 'warning' | 'logged error';
  readonly text: string;
}

export interface TargetOptions {
  /** A program that prints `{"address":"host:port"}` on standard output as soon as it answers. */
  readonly program: URL;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A service under test, in a process of its own. */
export class TargetProcess implements AsyncDisposable {
  readonly address: string;
  readonly #child: ChildProcess;
  readonly #log: LogReader;

  private constructor(child: ChildProcess, log: LogReader, address: string) {
    this.#child = child;
    this.#log = log;
    this.address = address;
  }

  /** Rejects with the last lines of its log where it does not come to answer. */
  static async start({ program, args, env }: TargetOptions): Promise<TargetProcess> {
    const flags = ['--conditions=source', '--import', 'tsx', '--import', PRELOAD];
    const child = spawn(process.execPath, [...flags, fileURLToPath(program), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const atExit = (): void => void child.kill('SIGKILL');
    process.once('exit', atExit);
    child.once('exit', () => process.off('exit', atExit));
    const log = new LogReader(child);
    try {
      return new TargetProcess(child, log, await addressOf(child));
    } catch (error) {
      child.kill('SIGKILL');
      throw new Error(`${args.join(' ')} did not start:\n${log.tail}`, { cause: error });
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** How it ended; undefined while it lives. */
  get ending(): string | undefined {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) return undefined;
    return signalCode === null ? `exit code ${String(exitCode)}` : signalCode;
  }

  /** Faults since the last time this was asked. */
  takeFaults(): readonly Fault[] {
    return this.#log.takeFaults();
  }

  get logTail(): string {
    return this.#log.tail;
  }

  /** Most memory that it ever occupied; undefined where the system does not say. */
  get peakRssBytes(): number | undefined {
    try {
      const status = readFileSync(`/proc/${String(this.pid)}/status`, 'utf8');
      const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
      return kib === undefined ? undefined : Number(kib) * 1024;
    } catch {
      return undefined;
    }
  }

  /** Memory after a garbage collection. Rejects where the process does not answer. */
  async measure(): Promise<Memory> {
    const answer = this.#log.nextMemory();
    this.#child.kill('SIGUSR2');
    return within(MEASURE_MS, answer, 'no figures of its memory came');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.ending !== undefined) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(timer);
  }
}

/** Reads the log of a process, and sorts out what it must not hold. */
class LogReader {
  readonly #lines: string[] = [];
  #faults: Fault[] = [];
  #onMemory: ((memory: Memory) => void)[] = [];

  constructor({ stderr }: ChildProcess) {
    if (stderr)
      createInterface({ input: stderr }).on('line', (line) => {
        this.#read(line);
      });
  }

  get tail(): string {
    return this.#lines.join('\n');
  }

  takeFaults(): readonly Fault[] {
    const faults = this.#faults;
    this.#faults = [];
    return faults;
  }

  nextMemory(): Promise<Memory> {
    return new Promise((resolve) => {
      this.#onMemory.push(resolve);
    });
  }

  #read(line: string): void {
    const entry = parsed(line);
    if (entry?.fuzzMemory) {
      for (const tell of this.#onMemory) tell(entry.fuzzMemory);
      this.#onMemory = [];
      return;
    }
    this.#lines.push(line);
    if (this.#lines.length > 40) this.#lines.shift();
    if (entry?.fuzzFault) this.#faults.push({ kind: entry.fuzzFault, text: entry.text ?? '' });
    else if (entry?.level === 'error' || entry?.level === 'fatal') {
      this.#faults.push({ kind: 'logged error', text: line.slice(0, 2000) });
    }
  }
}

interface LogEntry {
  readonly level?: string;
  readonly fuzzFault?: Fault['kind'];
  readonly text?: string;
  readonly fuzzMemory?: Memory;
}

function parsed(line: string): LogEntry | undefined {
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return undefined;
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('no standard output');
  const line = new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve);
    child.once('exit', () => {
      reject(new Error('it ended'));
    });
  });
  const { address } = JSON.parse(await within(START_MS, line, 'it does not answer')) as { address: string };
  return address;
}

async function within<Value>(boundMs: number, work: Promise<Value>, fault: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(fault));
    }, boundMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
