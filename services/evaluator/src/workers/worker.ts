import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@blockqnn/telemetry';
import { Backoff, type BackoffOptions } from '../backoff.js';
import { trainingProcessDied, trainingProcessReady } from '../business-events.js';
import type { ChildSettings, EngineInfo, ModelJob, TrainingJob } from '../child/messages.js';
import type { Activity } from './activity.js';
import type { ChildResult, RunInChildOptions, TrainingBounds } from './run-in-child.js';
import { trainInChild, trainModelInChild } from './train-in-child.js';
import { TrainingChild } from './training-child.js';
import type { ModelObserver, ModelResult, TrainingObserver, TrainingResult } from './training-result.js';

/** How a worker keeps its child. */
export interface WorkerOptions {
  readonly name: string;
  readonly child: ChildSettings;
  /** Variables that the child finds in its environment besides this process's own. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly bounds: TrainingBounds;
  /** A child is replaced after so many blocks. */
  readonly blocksPerChild: number;
  /** A child in which a block leaves more than this occupied, beside the process itself and its images, is replaced. */
  readonly recycleAboveBytes: number;
  /** Delays before a child that died is replaced. */
  readonly restart: BackoffOptions;
  readonly logger: Logger;
  readonly onActivity: (activity: Activity) => void;
}

/** Of the memory that is allowed beside process and images: where a block leaves more occupied, the next has too little. */
const RECYCLE_SHARE = 0.6;
/** A step of a big batch, and the writing of its checkpoint, may take so long. */
const MODEL_ABORT_GRACE_MS = 60_000;

type JobOptions = Omit<RunInChildOptions<never>, 'request' | 'resultOf'> & { readonly job: number };

/** A child and what the worker knows of it. */
interface Tenant {
  readonly child: TrainingChild;
  ready: boolean;
  jobs: number;
}

/**
 * One place to train in: a child process that is always kept ready, and replaced when it dies, grows
 * too big or has trained enough blocks. Trains one block or model at a time.
 */
export class Worker implements AsyncDisposable {
  readonly #options: WorkerOptions;
  readonly #logger: Logger;
  readonly #changes = new EventEmitter();
  readonly #stopping = new AbortController();
  readonly #backoff: Backoff;
  readonly #supervision: Promise<void>;
  #tenant: Tenant | undefined;
  #engine: EngineInfo | undefined;
  #busy = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ worker: options.name });
    this.#backoff = new Backoff(options.restart);
    this.#supervision = this.#supervise();
  }

  get name(): string {
    return this.#options.name;
  }

  /** Whether a block is being trained. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Whether there is a child that could train now. */
  get ready(): boolean {
    return this.#tenant?.ready === true;
  }

  /** What children compute with, the same for all of them; undefined until the first is ready. */
  get engine(): EngineInfo | undefined {
    return this.#engine;
  }

  /** Process id of the child; undefined while there is none. */
  get pid(): number | undefined {
    return this.#tenant?.child.pid;
  }

  /** Calls back whenever {@link ready} or {@link busy} changed. */
  onChange(listener: () => void): void {
    this.#changes.on('change', listener);
  }

  /**
   * Trains a block, as soon as the child is ready. Not to be called while {@link busy}. Rejects only
   * where `signal` aborts, with its reason.
   */
  async train(task: TrainingJob, observer: TrainingObserver, signal: AbortSignal): Promise<TrainingResult> {
    return this.#run(task, observer, signal, (options) => trainInChild({ ...options, task }));
  }

  /**
   * Trains a model in full, without bound on its time; otherwise like {@link train}. A child that is told
   * to stop gets longer, since it writes a checkpoint first.
   */
  async trainModel(task: ModelJob, observer: ModelObserver, signal: AbortSignal): Promise<ModelResult> {
    const { stallTimeoutMs } = this.#options.bounds;
    const bounds = { blockTimeoutMs: undefined, stallTimeoutMs, abortGraceMs: MODEL_ABORT_GRACE_MS };
    return this.#run(task, observer, signal, (options) => trainModelInChild({ ...options, task, bounds }));
  }

  /** Ends the child at once; a block under way ends as crashed. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    this.#tenant?.child.kill();
    await this.#supervision;
  }

  async #run<Result extends { readonly kind: TrainingResult['kind'] | ModelResult['kind'] }>(
    task: Pick<TrainingJob, 'nsc' | 'dataset' | 'recipe'>,
    observer: ModelObserver,
    signal: AbortSignal,
    run: (options: JobOptions) => Promise<ChildResult<Result>>,
  ): Promise<ChildResult<Result>['result']> {
    const { onActivity } = this.#options;
    const worker = this.name;
    this.#busy = true;
    let ended: TrainingResult['kind'] | ModelResult['kind'] | 'aborted' = 'aborted';
    try {
      const tenant = await this.#readyTenant(signal);
      onActivity({ worker, kind: 'started', nsc: task.nsc, dataset: task.dataset, recipe: task.recipe });
      const result = await this.#runIn(tenant, this.#observed(observer), signal, run);
      ended = result.kind;
      return result;
    } finally {
      this.#busy = false;
      onActivity({ worker, kind: 'ended', result: ended });
      this.#changes.emit('change');
    }
  }

  async #runIn<Result extends { readonly kind: string }>(
    tenant: Tenant,
    observer: ModelObserver,
    signal: AbortSignal,
    run: (options: JobOptions) => Promise<ChildResult<Result>>,
  ): Promise<ChildResult<Result>['result']> {
    const { bounds, blocksPerChild, recycleAboveBytes, child } = this.#options;
    tenant.jobs += 1;
    const {
      result,
      residentBytes,
      baseBytes = residentBytes,
    } = await run({
      ...observer,
      child: tenant.child,
      job: tenant.jobs,
      bounds,
      memoryLimitBytes: child.memoryLimitBytes,
      signal,
    });
    if (result.kind === 'measured' || result.kind === 'trained') this.#backoff.reset();
    const mostLeft = Math.min(recycleAboveBytes, RECYCLE_SHARE * (child.memoryLimitBytes - baseBytes));
    const spent = tenant.jobs >= blocksPerChild || residentBytes - baseBytes > mostLeft;
    if (spent || spoilsChild(result)) this.#evict(tenant);
    return result;
  }

  #observed(observer: ModelObserver): ModelObserver {
    const { onActivity } = this.#options;
    const worker = this.name;
    return {
      ...observer,
      onEpoch: (epoch) => {
        onActivity({ worker, kind: 'epoch', epoch });
        observer.onEpoch?.(epoch);
      },
      onProgress: (progress) => {
        onActivity({ worker, kind: 'progress', progress });
        observer.onProgress?.(progress);
      },
    };
  }

  async #readyTenant(signal: AbortSignal): Promise<Tenant> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#tenant?.ready) return this.#tenant;
      // Its own AbortError says nothing; the signal's reason is thrown above.
      await once(this.#changes, 'change', { signal }).catch(() => undefined);
    }
  }

  /** Has the child replaced without delay. */
  #evict(tenant: Tenant): void {
    if (this.#tenant !== tenant) return;
    this.#tenant = undefined;
    tenant.child.kill();
  }

  /** Keeps a child until the worker is disposed of. */
  async #supervise(): Promise<void> {
    const logger = this.#logger;
    const { signal } = this.#stopping;
    const stopped = (): boolean => signal.aborted;
    while (!stopped()) {
      const child = new TrainingChild(this.#options.child, this.#options.environment);
      const tenant: Tenant = { child, ready: false, jobs: 0 };
      this.#tenant = tenant;
      this.#awaitReady(tenant);
      const { intended, how, lastWords } = await child.exited;
      this.#tenant = undefined;
      this.#changes.emit('change');
      if (intended || stopped()) continue;
      const restartInMs = this.#backoff.next();
      trainingProcessDied(logger, { pid: child.pid, how, lastWords, restartInMs });
      await sleep(restartInMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #awaitReady(tenant: Tenant): void {
    const { child } = tenant;
    const hung = setTimeout(() => {
      child.kill();
    }, this.#options.bounds.stallTimeoutMs);
    child.listen((message) => {
      if (message.kind !== 'ready') return;
      clearTimeout(hung);
      tenant.ready = true;
      this.#engine = message.engine;
      trainingProcessReady(this.#logger, child.pid, message.engine);
      this.#changes.emit('change');
    });
    void child.exited.then(() => {
      clearTimeout(hung);
    });
  }
}

/** Whether a child is not to be trusted with another block. Memory that ran out once is not given back by every engine. */
function spoilsChild(result: { readonly kind: string; readonly reason?: string }): boolean {
  return result.kind === 'crashed' || (result.kind === 'failed' && result.reason === 'outOfMemory');
}
