import type { AssignmentMessage } from '@blockqnn/api';
import { durationToProto, timestampFromProto } from '@blockqnn/api';
import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom } from '../plan/seeded-random.js';
import type { CallRecord, Refused, SentOutcome } from './call-record.js';
import type { PersistentController } from './persistent-call.js';
import type { RecordLog } from './record-log.js';
import { simulatedEvaluation } from './simulated-evaluation.js';
import type { Assigned } from './worker-messages.js';

/** How often a worker behaves in a way other than reporting once or twice and handing in once. */
const HABITS = {
  'submit twice': 0.06,
  'submit another result afterwards': 0.04,
  'submit after the lease': 0.0025,
  'give back': 0.04,
  'forget about it': 0.0015,
} as const;
type Habit = keyof typeof HABITS | 'plain';

/** Share of requests that are made twice, as after an answer that got lost. */
const ASKS_AGAIN = 0.05;

const WAIT_MS = 1000;
const MOST_IDLE_MS = 500;

export interface WorkerLoopOptions {
  readonly name: string;
  readonly controller: PersistentController;
  readonly log: RecordLog;
  readonly random: SeededRandom;
}

/** Asks, evaluates, reports and tells, one block after the other, as one worker does. */
export class WorkerLoop {
  readonly #options: WorkerLoopOptions;
  #requests = 0;

  constructor(options: WorkerLoopOptions) {
    this.#options = options;
  }

  /** Resolves when the search will hand out no block any more. */
  async work(search: string, assigned: () => Assigned): Promise<void> {
    const { controller, name, random } = this.#options;
    for (;;) {
      this.#requests += 1;
      const request = {
        search,
        count: random.chance(0.15) ? random.between(2, 4) : 1,
        worker: name,
        requestId: `${name}/${search}/${this.#requests}`,
        ...(random.chance(0.5) ? { wait: durationToProto(WAIT_MS) } : {}),
      };
      let answer = await controller.call((client) => client.requestBlocks(request));
      this.#logHandedOut(answer.assignments, request.requestId);
      if (random.chance(ASKS_AGAIN)) {
        const again = await controller.call((client) => client.requestBlocks(request));
        this.#logHandedOut(again.assignments, request.requestId, true);
        // Where nothing was to be had before, something may be by now.
        if (answer.assignments.length === 0) answer = again;
      }
      for (const assignment of answer.assignments) await this.#evaluate(assignment, assigned());
      if (answer.searchDone) return;
      const delayMs = (answer.retryDelay?.seconds ?? 0) * 1000 + (answer.retryDelay?.nanos ?? 0) / 1e6;
      if (answer.assignments.length === 0) await sleep(Math.min(Math.max(delayMs, 10), MOST_IDLE_MS));
    }
  }

  #logHandedOut(assignments: readonly AssignmentMessage[], requestId: string, again = false): void {
    for (const assignment of assignments) {
      this.#log({
        kind: 'handed-out',
        ...this.#onTrial(assignment),
        requestId,
        ...(again && { again }),
        attempt: assignment.attempt,
        nsc: nscOf(assignment),
        expiresAtMs: timestampFromProto(assignment.leaseExpireTime) ?? 0,
      });
    }
  }

  async #evaluate(assignment: AssignmentMessage, { seed, paceMs, leaseMs }: Assigned): Promise<void> {
    const { name, random } = this.#options;
    const device = `${name} attempt ${assignment.attempt} ${assignment.leaseToken.slice(0, 8)}`;
    const outcome = simulatedEvaluation(seed, nscOf(assignment), device);
    // What takes a lease's length to come right is left out at the end of a round.
    const habit = paceMs > 0 ? this.#habit() : 'plain';
    await sleep(paceMs * random.next());
    if (habit === 'forget about it') return;
    if (outcome.kind === 'measured' && !(await this.#report(assignment, outcome.epochs.slice(0, 1)))) return;
    await sleep(paceMs * random.next());
    if (habit === 'give back') {
      await this.#giveBack(assignment);
      return;
    }
    if (habit === 'submit after the lease') await sleep(leaseMs + random.between(0, 2000));
    if (habit === 'submit twice') {
      await Promise.all([this.#submit(assignment, outcome), this.#submit(assignment, outcome)]);
    } else {
      await this.#submit(assignment, outcome);
    }
    if (habit === 'submit another result afterwards') {
      const other: SentOutcome = {
        kind: 'measured',
        accuracy: 0.999,
        epochs: [0.999],
        device: `${device} again`,
      };
      await this.#submit(assignment, other);
    }
  }

  #habit(): Habit {
    let left = this.#options.random.next();
    for (const [habit, share] of Object.entries(HABITS)) {
      left -= share;
      if (left < 0) return habit as Habit;
    }
    return 'plain';
  }

  /** False where the worker has to stop. */
  async #report(assignment: AssignmentMessage, accuracies: readonly number[]): Promise<boolean> {
    const answer = await this.#told('reportProgress', assignment, () =>
      this.#options.controller.call((client) =>
        client.reportProgress({
          trial: assignment.trial,
          leaseToken: assignment.leaseToken,
          epochs: epochsOf(accuracies),
        }),
      ),
    );
    if (answer === undefined) return false;
    const expiresAtMs = timestampFromProto(answer.leaseExpireTime) ?? 0;
    this.#log({ kind: 'extended', ...this.#onTrial(assignment), expiresAtMs });
    return !answer.stop;
  }

  async #submit(assignment: AssignmentMessage, outcome: SentOutcome): Promise<void> {
    const { trial, leaseToken } = assignment;
    this.#log({ kind: 'submitting', ...this.#onTrial(assignment), outcome });
    const answer = await this.#told(
      'submitReward',
      assignment,
      () =>
        this.#options.controller.call((client) =>
          client.submitReward({ trial, leaseToken, ...messageOf(outcome) }),
        ),
      outcome,
    );
    if (answer === undefined) return;
    const reward = answer.trial?.reward ?? Number.NaN;
    this.#log({ kind: 'accepted', ...this.#onTrial(assignment), outcome, reward });
  }

  async #giveBack(assignment: AssignmentMessage): Promise<void> {
    const { trial, leaseToken } = assignment;
    this.#log({ kind: 'giving-back', ...this.#onTrial(assignment) });
    const answer = await this.#told('abandonTrial', assignment, () =>
      this.#options.controller.call((client) =>
        client.abandonTrial({ trial, leaseToken, reason: 'the machine is wanted for something else' }),
      ),
    );
    if (answer !== undefined) this.#log({ kind: 'given-back', ...this.#onTrial(assignment) });
  }

  /** Logs a refusal and gives undefined for it. */
  async #told<Answer>(
    call: Refused['call'],
    assignment: AssignmentMessage,
    work: () => Promise<Answer>,
    outcome?: SentOutcome,
  ): Promise<Answer | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      const reason = error.reason ?? status[error.code];
      this.#log({ kind: 'refused', ...this.#onTrial(assignment), call, reason, ...(outcome && { outcome }) });
      return undefined;
    }
  }

  #onTrial({ trial, leaseToken }: AssignmentMessage) {
    return { atMs: Date.now(), worker: this.#options.name, trial, token: leaseToken };
  }

  #log(record: CallRecord): void {
    this.#options.log.append(record);
  }
}

function nscOf({ block }: AssignmentMessage): string {
  return block?.nsc ?? '';
}

function epochsOf(accuracies: readonly number[]) {
  return accuracies.map((accuracy, i) => ({ number: i + 1, accuracy, loss: 1, trainingAccuracy: accuracy }));
}

function messageOf(outcome: SentOutcome) {
  if (outcome.kind === 'failed') {
    return { failure: { reason: outcome.reason as 'FAILURE_REASON_DIVERGED', message: outcome.message } };
  }
  const { accuracy, epochs, device } = outcome;
  return { measurement: { accuracy, epochs: epochsOf(epochs), device } };
}
