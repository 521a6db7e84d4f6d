import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Killable } from './killable.js';

export interface ProcessOptions {
  /** As reports name it. */
  readonly name: string;
  /** Log of all its incarnations, appended to. */
  readonly logPath: string;
  /** What to start; asked anew each time. */
  readonly command: (incarnation: number) => Command | Promise<Command>;
  /** Told of each line of the log. */
  readonly onLine?: (line: string) => void;
  /** Told of Node's IPC messages. */
  readonly onMessage?: (message: unknown) => void;
  /** Told where it ended although nobody had ended it. */
  readonly onSurprise: (message: string) => void;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A channel for messages. Default: false. */
  readonly ipc?: boolean;
  readonly uid?: number;
  readonly gid?: number;
}

/** Lines of the log that a surprise is told with. */
const LINES_TOLD = 5;

/** None of them outlives this process. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** A process that is killed, stopped and started again as one likes; never restarted by itself. */
export class ManagedProcess implements Killable, AsyncDisposable {
  readonly name: string;
  readonly #options: ProcessOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #incarnation = 0;
  #expected = false;
  #frozen = false;
  #starting: Promise<void> | undefined;

  constructor(options: ProcessOptions) {
    this.name = options.name;
    this.#options = options;
    this.#log = createWriteStream(options.logPath, { flags: 'a' });
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get alive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Stopped with SIGSTOP. */
  get frozen(): boolean {
    return this.#frozen;
  }

  /** Times it was started. */
  get incarnation(): number {
    return this.#incarnation;
  }

  /** Starts it where it is not alive, and nobody else is about to. */
  async start(): Promise<void> {
    if (this.alive) return;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  async #start(): Promise<void> {
    this.#incarnation += 1;
    this.#expected = false;
    const { file, args, env, ipc = false, uid, gid } = await this.#options.command(this.#incarnation);
    this.#log.write(`--- incarnation ${this.#incarnation}\n`);
    const child = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    this.#child = child;
    living.add(child);
    child.once('exit', () => living.delete(child));
    const lastLines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.#log.write(`${line}\n`);
        lastLines.push(line);
        if (lastLines.length > LINES_TOLD) lastLines.shift();
        if (this.#child === child) this.#options.onLine?.(line);
      });
    }
    child.on('message', (message) => this.#options.onMessage?.(message));
    child.on('error', () => undefined);
    child.once('close', (code, signal) => {
      if (this.#child !== child || this.#expected) return;
      const how = signal === null ? `exit code ${String(code)}` : signal;
      this.#options.onSurprise(`${this.name} ended by itself (${how}): ${lastLines.join(' | ')}`);
    });
    await once(child, 'spawn');
  }

  /** Sends a message where it is alive. */
  send(message: object): void {
    if (this.alive && this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  /** Ends it as a crash does; resolves when it has gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.alive) return;
    this.#expected = true;
    this.#frozen = false;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** SIGSTOP: it neither runs nor knows it. */
  freeze(): void {
    if (!this.alive) return;
    this.#frozen = true;
    this.#child?.kill('SIGSTOP');
  }

  /** SIGCONT. */
  thaw(): void {
    this.#frozen = false;
    this.#child?.kill('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    const ended = once(this.#log, 'close');
    this.#log.end();
    await ended;
  }
}
