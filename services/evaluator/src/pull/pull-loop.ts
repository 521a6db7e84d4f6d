import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  durationFromProto,
  durationToProto,
  type AssignmentMessage,
  type ControllerMethods,
  type RegistryMethods,
} from '@blockqnn/api';
import { parseDatasetReference } from '@blockqnn/datasets';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { Backoff } from '../backoff.js';
import { searchDone } from '../business-events.js';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import { joinSignals } from '../joined-signal.js';
import type { Worker } from '../workers/worker.js';
import type { Reservation, WorkerPool } from '../workers/worker-pool.js';
import { assignmentFromProto, type Assignment } from './assignment.js';
import { describeError, isFinal, retryDelayOf } from './controller-error.js';
import { evaluateAssignment } from './evaluate-assignment.js';
import { abandonTrial } from './trial-calls.js';

const BACKOFF = { initialMs: 500, maxMs: 30_000 };
/** How long the controller may hold a call until there is a block: idle workers need not ask again and again. */
const WAIT_MS = 30_000;
const ASK_DEADLINE_MS = 10_000;
/** Where the controller neither waited nor names a delay. */
const IDLE_MS = 1000;

type Answer = ControllerMethods['requestBlocks']['response'];

export interface PullLoopOptions {
  readonly pool: WorkerPool;
  /** The one that this loop asks for. */
  readonly worker: Worker;
  readonly catalogue: DatasetCatalogue;
  readonly controller: Client<ControllerMethods>;
  /** Trained weights go there, where given. */
  readonly registry: Client<RegistryMethods> | undefined;
  /** Whose blocks: `searches/{search}`, or `searches/-` for any running search. */
  readonly search: string;
  /** Ends the loop; a block under way is given back. */
  readonly stopping: AbortSignal;
  /** Ends every wait for controller and registry. */
  readonly deadline: AbortSignal;
  readonly logger: Logger;
}

/**
 * Asks the controller for a block whenever the worker is free, and evaluates it: one loop for each worker.
 * The worker is reserved before asking, so no block ever waits for one. Whatever goes wrong, it is
 * logged and the loop goes on after a delay that grows from one trouble to the next.
 */
export class PullLoop {
  readonly #options: PullLoopOptions;
  readonly #backoff = new Backoff(BACKOFF);
  /** Kept until the controller has answered, so that it hands out the block of a lost answer again. */
  #requestId: string = randomUUID();

  constructor(options: PullLoopOptions) {
    this.#options = options;
  }

  /** Resolves when `stopping` has aborted, or the search is done and will hand out nothing more. Never rejects. */
  async run(): Promise<void> {
    const { stopping, logger } = this.#options;
    const stopped = (): boolean => stopping.aborted;
    while (!stopped()) {
      let next: number | 'done';
      try {
        next = await this.#pullOne();
      } catch (error) {
        if (stopped()) return;
        next = this.#backoff.next(retryDelayOf(error));
        logger.warn({ error: describeError(error), delayMs: next }, 'no block pulled');
      }
      if (next === 'done') return;
      await sleep(next, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** Asks for a block and evaluates it. Returns ms to wait before the next. */
  async #pullOne(): Promise<number | 'done'> {
    const { pool, worker, catalogue, search, stopping, logger } = this.#options;
    const datasets = catalogue.usableNames;
    // An empty list would mean: on any dataset.
    if (datasets.length === 0) return this.#backoff.next();
    const wanted = new AbortController();
    using reservation = await pool.reserve({
      urgent: false,
      worker,
      signal: stopping,
      onWanted: () => {
        wanted.abort();
      },
    });
    const askedAtMs = performance.now();
    const { assignments, searchDone: done, retryDelay } = await this.#ask(datasets, wanted.signal);
    const [message] = assignments;
    if (message !== undefined) return await this.#evaluate(message, reservation);
    this.#backoff.reset();
    if (!done) {
      const waited = performance.now() - askedAtMs >= WAIT_MS / 2;
      return durationFromProto(retryDelay) ?? (waited ? 0 : IDLE_MS);
    }
    searchDone(logger, search);
    return 'done';
  }

  /**
   * Held by the controller until there is a block, {@link WAIT_MS} are over, or a caller of this evaluator
   * wants the worker.
   */
  async #ask(datasets: string[], wanted: AbortSignal): Promise<Answer> {
    const { controller, search, deadline, stopping } = this.#options;
    const worker = this.#options.worker.name;
    const request = { search, count: 1, worker, datasets, requestId: this.#requestId };
    using ending = joinSignals(stopping, wanted, deadline);
    try {
      const answer = await controller
        .requestBlocks(
          { ...request, wait: durationToProto(WAIT_MS) },
          { signal: ending.signal, deadlineMs: WAIT_MS + ASK_DEADLINE_MS },
        )
        .catch(async (error: unknown) => {
          if (!stopping.aborted && !wanted.aborted) throw error;
          // A block may have been handed out just now: the same request brings it here.
          return controller.requestBlocks(request, { signal: deadline, deadlineMs: ASK_DEADLINE_MS });
        });
      this.#requestId = randomUUID();
      return answer;
    } catch (error) {
      if (isFinal(error)) this.#requestId = randomUUID();
      throw error;
    }
  }

  async #evaluate(message: AssignmentMessage, reservation: Reservation): Promise<number> {
    const assignment = await this.#understood(message);
    if (assignment === undefined) return this.#backoff.next();
    const end = await evaluateAssignment({ ...this.#options, assignment, reservation });
    if (end === 'settled') {
      this.#backoff.reset();
      return 0;
    }
    if (end === 'datasetUnusable')
      this.#options.catalogue.setAside(parseDatasetReference(assignment.dataset).name);
    return this.#backoff.next();
  }

  /** Undefined, and the block given back, where an assignment makes no sense to this program. */
  async #understood(message: AssignmentMessage): Promise<Assignment | undefined> {
    try {
      return assignmentFromProto(message);
    } catch (error) {
      const { controller, deadline } = this.#options;
      const { trial, leaseToken } = message;
      const logger = this.#options.logger.child({ trial });
      await abandonTrial(
        { controller, trial, leaseToken, logger },
        `not understood: ${describeError(error)}`,
        deadline,
      );
      return undefined;
    }
  }
}
