import { Worker } from 'node:worker_threads';
import type {
  DecodedTask,
  DecoderAnswer,
  DecoderRequest,
  DecoderSettings,
  DecodeTask,
} from './decoder-messages.js';

/** How long images that are being decoded may take when the thread is to end. */
const CLOSE_GRACE_MS = 5000;

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
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;

  constructor(settings: DecoderSettings) {
    this.#settings = settings;
  }

  /** Rejects with the signal's reason, or where the thread fails as a whole; odd images are findings. */
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

  /** Batches that are awaited are rejected; resolves when the thread is gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#closed = true;
    if (worker === undefined) return;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.ref();
    this.#send({ kind: 'close' });
    this.#forget(worker, closed());
    const late = setTimeout(() => void worker.terminate(), CLOSE_GRACE_MS);
    await gone;
    clearTimeout(late);
  }

  #send(request: DecoderRequest): void {
    this.#worker?.postMessage(request);
  }

  #start(): Worker {
    const worker = startThread(this.#settings);
    worker.on('message', ({ id, decoded }: DecoderAnswer) => this.#waiting.get(id)?.resolve(decoded));
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
