import type { EngineInfo } from '../child/messages.js';
import { Worker, type WorkerOptions } from './worker.js';

/** How many workers, and how they are called. */
export interface WorkerPoolOptions extends Omit<WorkerOptions, 'name' | 'environment'> {
  readonly count: number;
  /** Workers are called `{prefix}-{number}`, counted from 1. */
  readonly namePrefix: string;
  /** The workers' own variables, dealt out in turn; none where left out. */
  readonly environments?: readonly Readonly<Record<string, string>>[];
}

/** The right to a worker until disposed of. */
export interface Reservation extends Disposable {
  readonly worker: Worker;
}

/** Who waits for a worker. */
export interface ReservationRequest {
  /** Comes before those that are not. */
  readonly urgent: boolean;
  /** Only this worker will do; any, where left out. */
  readonly worker?: Worker;
  /** Called once where somebody urgent waits while the reserved worker does nothing yet: give it back if you can. */
  readonly onWanted?: () => void;
  /** Gives up waiting. */
  readonly signal: AbortSignal;
}

interface Waiter extends ReservationRequest {
  readonly grant: (reservation: Reservation) => void;
}

/** The workers of an evaluator, and the line of those who wait for one. */
export class WorkerPool implements AsyncDisposable {
  readonly workers: readonly Worker[];
  /** With whom to ask for it. */
  readonly #reserved = new Map<Worker, (() => void) | undefined>();
  readonly #line: Waiter[] = [];
  #readyListener: ((engine: EngineInfo) => void) | undefined;

  constructor(options: WorkerPoolOptions) {
    const { count, namePrefix, environments = [], ...rest } = options;
    this.workers = Array.from(
      { length: count },
      (_, index) =>
        new Worker({
          ...rest,
          name: `${namePrefix}-${String(index + 1)}`,
          environment: environments[index % environments.length],
        }),
    );
    for (const worker of this.workers) {
      worker.onChange(() => {
        this.#serveLine();
      });
    }
  }

  /** What workers compute with; undefined until the first is ready. */
  get engine(): EngineInfo | undefined {
    return this.workers.find((worker) => worker.engine !== undefined)?.engine;
  }

  /** Workers that train a block now. */
  get busyCount(): number {
    return this.workers.filter((worker) => worker.busy).length;
  }

  /** Urgent ones in line. */
  get urgentCount(): number {
    return this.#line.filter((waiter) => waiter.urgent).length;
  }

  /**
   * Waits for a worker that is ready and free; urgent ones come before the others, otherwise in order
   * of arrival. Rejects with the signal's reason where that aborts first.
   */
  async reserve(request: ReservationRequest): Promise<Reservation> {
    const { signal } = request;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        ...request,
        grant: (reservation) => {
          signal.removeEventListener('abort', leave);
          resolve(reservation);
        },
      };
      const leave = (): void => {
        this.#line.splice(this.#line.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#line.push(waiter);
      this.#serveLine();
    });
  }

  /** Calls back once, when the first worker is ready. */
  onceReady(listener: (engine: EngineInfo) => void): void {
    this.#readyListener = listener;
    this.#serveLine();
  }

  /** Ends all children at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker[Symbol.asyncDispose]()));
  }

  #serveLine(): void {
    const { engine } = this;
    if (this.#readyListener !== undefined && engine !== undefined) {
      this.#readyListener(engine);
      this.#readyListener = undefined;
    }
    for (const worker of this.workers) {
      if (!worker.ready || worker.busy || this.#reserved.has(worker)) continue;
      const fitting = this.#line.filter((waiter) => waiter.worker === undefined || waiter.worker === worker);
      const waiter = fitting.find(({ urgent }) => urgent) ?? fitting[0];
      if (waiter === undefined) continue;
      this.#line.splice(this.#line.indexOf(waiter), 1);
      waiter.grant(this.#reservation(worker, waiter.onWanted));
    }
    this.#askBack();
  }

  /** Asks for as many idle workers as somebody urgent waits for. */
  #askBack(): void {
    const idle = [...this.#reserved].filter(([worker, onWanted]) => !worker.busy && onWanted !== undefined);
    for (const [worker, onWanted] of idle.slice(0, this.urgentCount)) {
      this.#reserved.set(worker, undefined);
      onWanted?.();
    }
  }

  #reservation(worker: Worker, onWanted: (() => void) | undefined): Reservation {
    this.#reserved.set(worker, onWanted);
    let held = true;
    return {
      worker,
      [Symbol.dispose]: () => {
        if (!held) return;
        held = false;
        this.#reserved.delete(worker);
        this.#serveLine();
      },
    };
  }
}
