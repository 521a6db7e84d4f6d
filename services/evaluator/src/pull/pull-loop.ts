import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  durationFromProto,
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
import type { Worker } from '../workers/worker.js';
import type { Reservation, WorkerPool } from '../workers/worker-pool.js';
import { assignmentFromProto, type Assignment } from './assignment.js';
import { describeError, isFinal } from './controller-error.js';
import { evaluateAssignment } from './evaluate-assignment.js';
import { abandonTrial } from './trial-calls.js';

const BACKOFF = { initialMs: 500, maxMs: 30_000 };
const ASK_DEADLINE_MS = 10_000;
/** Where the controller names no delay of its own. */
const IDLE_MS = 1000;

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
        next = this.#backoff.next();
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
    using reservation = await pool.reserve({ urgent: false, worker, signal: stopping });
    const { assignments, searchDone: done, retryDelay } = await this.#ask(datasets);
    const [message] = assignments;
    if (message !== undefined) return await this.#evaluate(message, reservation);
    this.#backoff.reset();
    if (!done) return durationFromProto(retryDelay) ?? IDLE_MS;
    searchDone(logger, search);
    return 'done';
  }

  async #ask(datasets: string[]) {
    const { controller, search, deadline } = this.#options;
    const worker = this.#options.worker.name;
    const request = { search, count: 1, worker, datasets, requestId: this.#requestId };
    try {
      // Not cancelled by `stopping`: a block that is being handed out right now is to be given back.
      const answer = await controller.requestBlocks(request, {
        signal: deadline,
        deadlineMs: ASK_DEADLINE_MS,
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
