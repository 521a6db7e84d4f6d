import { fork, type ChildProcess } from 'node:child_process';
import {
  childMessageSchema,
  type ChildMessage,
  type ChildSettings,
  type ParentMessage,
} from '../child/messages.js';
import { withoutBoilerplate } from './last-words.js';

/** How a child ended. */
export interface ChildExit {
  /** Whether {@link TrainingChild.kill} ended it. */
  readonly intended: boolean;
  /** For people: `signal SIGKILL`, `exit code 1`. */
  readonly how: string;
  /** The signal that ended it; undefined where none did. */
  readonly signal: NodeJS.Signals | undefined;
  /** The last of what it wrote to standard error, of its last job where it had one; may be empty. */
  readonly lastWords: string;
  /** Why {@link TrainingChild} killed it by itself, where it did. */
  readonly fault?: string | undefined;
}

/** Bytes of standard error kept for {@link ChildExit.lastWords}. */
const LAST_WORDS_BYTES = 2000;

const fromSource = import.meta.url.endsWith('.ts');
const entry = fromSource
  ? new URL('../child/main.ts', import.meta.url)
  : new URL('../child/main.js', import.meta.url);

/** A training child process, from fork to exit. Knows nothing of jobs beyond their messages. */
export class TrainingChild {
  readonly #process: ChildProcess;
  readonly #listeners = new Set<(message: ChildMessage) => void>();
  #lastWords = '';
  #killed = false;
  #fault: string | undefined;

  /** Resolves when the process is gone. Never rejects. */
  readonly exited: Promise<ChildExit>;

  /** @param environment - variables besides this process's own */
  constructor(settings: ChildSettings, environment: Readonly<Record<string, string>> = {}) {
    this.#process = fork(entry, [], {
      execArgv: fromSource ? ['--conditions=source', '--import', import.meta.resolve('tsx')] : [],
      env: { ...process.env, ...environment },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS_BYTES);
    });
    this.#process.on('message', (received) => {
      this.#deliver(received);
    });
    this.exited = new Promise((resolve) => {
      // `close` comes after the last byte of standard error; `error` where there was no process to begin with.
      this.#process.once('close', (code, signal) => {
        const how = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
        resolve({
          intended: this.#killed,
          how,
          signal: signal ?? undefined,
          lastWords: withoutBoilerplate(this.#lastWords),
          fault: this.#fault,
        });
      });
      this.#process.on('error', (error) => {
        if (this.#process.pid !== undefined) return;
        resolve({ intended: false, how: error.message, signal: undefined, lastWords: '' });
      });
    });
    this.send({ kind: 'start', ...settings });
  }

  /** Undefined where the operating system did not start it. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Sends a message; to a child that is gone it does nothing ({@link exited} tells). */
  send(message: ParentMessage): void {
    // What was said of one job is not to be held against the next.
    if (message.kind === 'train' || message.kind === 'trainModel') this.#lastWords = '';
    // A callback, since a broken channel would otherwise be an `error` event.
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  /** Calls back for each message until the returned function is called. */
  listen(listener: (message: ChildMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends it at once, whatever it is doing; native code and stopped processes included. */
  kill(): void {
    this.#killed = true;
    this.#process.kill('SIGKILL');
  }

  #deliver(received: unknown): void {
    const { success, data: message, error } = childMessageSchema.safeParse(received);
    if (!success) {
      const where = error.issues[0]?.path.join('.') ?? '';
      this.#fault ??= `it sent a message that is not understood${where === '' ? '' : ` (${where})`}`;
      this.kill();
      return;
    }
    for (const listener of [...this.#listeners]) listener(message);
  }
}
