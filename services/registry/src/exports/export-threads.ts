import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { resourceExhausted } from '@blockqnn/rpc';
import type { ExportAnswer, ExportJob, WrittenFile } from './export-job.js';
import { WaitingLine } from './waiting-line.js';

/** Models written at once: each has some tens of megabytes in memory. */
const THREADS = 2;
const LINE = 64;
const RETRY_WHEN_BUSY_MS = 5000;
/** An idle thread ends after as long and gives its memory back. */
const IDLE_MS = 30_000;

/** A model could not be written. */
export class ExportFailure extends Error {
  override readonly name = 'ExportFailure';
  /** Of an error of the system, for instance `ENOSPC`. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/** Threads that write models, one each at a time. */
export class ExportThreads implements AsyncDisposable {
  readonly #line = new WaitingLine(THREADS, LINE);
  /** Threads without work, each with what ends it after a while. */
  readonly #idle = new Map<Worker, NodeJS.Timeout>();

  /**
   * Writes a model. Rejects with {@link ExportFailure}, with the signal's reason as soon as it aborts (the thread is
   * ended), and with RESOURCE_EXHAUSTED `EXPORTS_BUSY` where the line is full.
   */
  async write(job: ExportJob, signal: AbortSignal): Promise<readonly WrittenFile[]> {
    if (this.#line.isFull) {
      throw resourceExhausted('EXPORTS_BUSY', 'too many exports wait already', RETRY_WHEN_BUSY_MS);
    }
    using _place = await this.#line.enter(signal);
    const worker = this.#take();
    const answer = await answerOf(worker, job, signal);
    this.#rest(worker);
    if (answer.kind === 'failed') throw new ExportFailure(answer.message, answer.code);
    return answer.files;
  }

  #take(): Worker {
    const [idle] = this.#idle;
    if (!idle) return this.#start();
    const [worker, timer] = idle;
    clearTimeout(timer);
    this.#idle.delete(worker);
    return worker;
  }

  #start(): Worker {
    const worker = threadBeside(import.meta.url);
    // Without work it keeps no process alive; what goes wrong in it is told by whoever waits for an answer.
    worker.unref();
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      clearTimeout(this.#idle.get(worker));
      this.#idle.delete(worker);
    });
    return worker;
  }

  #rest(worker: Worker): void {
    const end = (): void => {
      this.#idle.delete(worker);
      void worker.terminate();
    };
    this.#idle.set(worker, setTimeout(end, IDLE_MS).unref());
  }

  /** Ends idle threads; those at work end by their jobs' signals. */
  async [Symbol.asyncDispose](): Promise<void> {
    const idle = [...this.#idle];
    this.#idle.clear();
    for (const [, timer] of idle) clearTimeout(timer);
    await Promise.all(idle.map(([worker]) => worker.terminate()));
  }
}

/** Ends the thread where it does not come to answering. */
async function answerOf(worker: Worker, job: ExportJob, signal: AbortSignal): Promise<ExportAnswer> {
  const done = new AbortController();
  try {
    signal.throwIfAborted();
    const answered = once(worker, 'message', { signal: done.signal });
    const ended = once(worker, 'exit', { signal: done.signal }).then(() => {
      throw new ExportFailure('the thread that wrote it ended');
    });
    const cancelled = once(signal, 'abort', { signal: done.signal }).then(() => {
      throw signal.reason;
    });
    const first = Promise.race([answered, ended, cancelled]);
    worker.postMessage(job);
    const [answer] = (await first) as [ExportAnswer];
    return answer;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    done.abort();
  }
}

function threadBeside(here: string): Worker {
  if (!here.endsWith('.ts')) return new Worker(new URL('./export-thread.js', here));
  // On Node 20 a thread does not take over what lets the process itself read TypeScript, and packages' sources.
  const [tsx, entry] = [import.meta.resolve('tsx/esm/api'), import.meta.resolve('./export-thread.ts')];
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=source'] });
}
