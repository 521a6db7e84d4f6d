import { Worker } from 'node:worker_threads';
import { DatasetError } from '../dataset-error.js';
import type {
  DecodedTask,
  DecoderAnswer,
  DecoderRequest,
  DecoderSettings,
  DecodeTask,
} from './decoder-messages.js';

/** Milliseconds that images that are being decoded may take when the thread is to end. */
const CLOSE_GRACE_MS = 5000;

export interface DecoderOptions extends DecoderSettings {
  readonly closeGraceMs?: number;
}

interface Waiting {
  readonly resolve: (decoded: DecodedTask) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Decodes batches in a thread of its own, which starts with the first batch. Work goes on while this
 * thread is blocked; answers arrive when it is free. Keeps the process alive only while a batch is awaited.
 */
export class Decoder implements AsyncDisposable {
  readonly #settings: DecoderSettings;
  readonly #closeGraceMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;

  constructor({ closeGraceMs = CLOSE_GRACE_MS, ...settings }: DecoderOptions) {
    this.#settings = settings;
    this.#closeGraceMs = closeGraceMs;
  }

  /**
   * Rejects with the signal's reason, with DatasetError (`file`) where a file cannot be read, or where the
   * thread fails as a whole; odd images are findings.
   */
  async decode(task: DecodeTask, signal: AbortSignal): Promise<DecodedTask> {
    signal.throwIfAborted();
    if (this.#closed) throw closed();
    const worker = (this.#worker ??= this.#start());
    const id = (this.#lastId += 1);
    const onAbort = (): void => {
      this.#send({ kind: 'cancel', id });
      this.#waiting.get(id)?.reject(signal.reason);
    };
    try {
      return await new Promise<DecodedTask>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        signal.addEventListener('abort', onAbort);
        worker.ref();
        this.#send({ kind: 'decode', id, task });
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) worker.unref();
    }
  }

  /**
   * Batches that are awaited are rejected; resolves when the thread is gone. Native code cannot be stopped:
   * a thread that is in it for longer is left to end by itself.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#closed = true;
    if (worker === undefined) return;
    const gone = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
    });
    worker.ref();
    this.#send({ kind: 'close' });
    this.#forget(worker, closed());
    if (await isDoneWithin(gone, this.#closeGraceMs)) return;
    void worker.terminate();
    if (!(await isDoneWithin(gone, this.#closeGraceMs))) worker.unref();
  }

  #send(request: DecoderRequest): void {
    this.#worker?.postMessage(request);
  }

  #start(): Worker {
    const worker = startThread(this.#settings);
    worker.on('message', (answer: DecoderAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      if (answer.kind === 'decoded') waiting?.resolve(answer.decoded);
      else waiting?.reject(new DatasetError('file', answer.message));
    });
    worker.on('error', (error) => {
      this.#forget(worker, error);
    });
    worker.on('exit', () => {
      this.#forget(worker, new Error('the decoder ended unexpectedly'));
    });
    return worker;
  }

  /** The next batch starts another thread. */
  #forget(worker: Worker, reason: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(reason);
  }
}

async function isDoneWithin(done: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([done.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function closed(): Error {
  return new Error('the image folder was closed');
}

function startThread(workerData: DecoderSettings): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./decoder-thread.js', import.meta.url), { workerData });
  }
  // On Node 20 a thread does not take over what lets the process itself read TypeScript.
  const [tsx, entry] = [import.meta.resolve('tsx/esm/api'), import.meta.resolve('./decoder-thread.ts')];
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(code, { eval: true, workerData });
}
