import type { ControllerMethods, RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { blockPulled, leaseLost } from '../business-events.js';
import { joinSignals } from '../joined-signal.js';
import { outcomeOf, type Finding } from '../outcome.js';
import type { TrainingResult } from '../workers/training-result.js';
import type { Reservation } from '../workers/worker-pool.js';
import type { Assignment } from './assignment.js';
import { LeaseKeeper, type EndOfLease } from './lease-keeper.js';
import { abandonTrial, submitOutcome, type HeldTrial } from './trial-calls.js';
import { uploadWeights } from './upload-weights.js';

/** All attempts to upload weights together; the result goes without them after that. */
const UPLOAD_MS = 30_000;

export interface EvaluateAssignmentOptions {
  readonly assignment: Assignment;
  /** Given back as soon as the training is over. */
  readonly reservation: Reservation;
  readonly controller: Client<ControllerMethods>;
  /** Trained weights go there, where given. */
  readonly registry: Client<RegistryMethods> | undefined;
  /** Ends the training; the block is given back to the controller. */
  readonly stopping: AbortSignal;
  /** Ends every wait for controller and registry. */
  readonly deadline: AbortSignal;
  readonly logger: Logger;
}

/** Handed in or not wanted any more; otherwise given back, since nothing was found out about the block. */
export type AssignmentEnd = 'settled' | 'crashed' | 'datasetUnusable';

/** Why work on an assignment ended early. */
class EndedEarly extends Error {
  readonly end: EndOfLease | 'shutdown';

  constructor(end: EndOfLease | 'shutdown') {
    super(end);
    this.end = end;
  }
}

/**
 * Trains what a controller handed out and hands in what came of it. The lease is kept from here to the
 * end. Only a finding about the block is submitted; a crash, an image set that does not open, a shutdown
 * say nothing about it, so the block is given back.
 */
export async function evaluateAssignment(options: EvaluateAssignmentOptions): Promise<AssignmentEnd> {
  const { assignment, reservation, controller, stopping, deadline } = options;
  const { trial, leaseToken, leaseMs } = assignment;
  const logger = options.logger.child({
    trial,
    attempt: assignment.attempt,
    worker: reservation.worker.name,
  });
  blockPulled(logger, assignment);
  const held: HeldTrial = { controller, trial, leaseToken, logger };
  const lease = new AbortController();
  await using keeper = new LeaseKeeper({
    ...held,
    leaseMs,
    onEnd: (end) => {
      lease.abort(new EndedEarly(end));
    },
  });
  try {
    const result = await train(options, keeper, lease.signal);
    switch (result.kind) {
      case 'measured':
      case 'failed':
        await handIn(options, held, result, lease.signal);
        return 'settled';
      case 'misfit':
        // Another attempt, here or elsewhere, would find the same.
        await handIn(options, held, { ...result, kind: 'failed', reason: 'infeasible' }, lease.signal);
        return 'settled';
      case 'crashed':
      case 'datasetUnusable':
        await abandonTrial(held, result.message, deadline);
        return result.kind;
    }
  } catch (error) {
    if (deadline.aborted) return 'settled';
    const end = error instanceof EndedEarly ? error.end : stopping.aborted ? 'shutdown' : undefined;
    switch (end) {
      case 'lost':
        leaseLost(logger);
        return 'settled';
      case 'notWanted':
        await abandonTrial(held, 'the controller asked to stop', deadline);
        return 'settled';
      case 'shutdown':
        await abandonTrial(held, 'the evaluator is shutting down', deadline);
        return 'settled';
      case undefined:
        throw error;
    }
  }
}

async function train(
  options: EvaluateAssignmentOptions,
  keeper: LeaseKeeper,
  lease: AbortSignal,
): Promise<TrainingResult> {
  const { nsc, dataset, stack, recipe, seed } = options.assignment;
  using reservation = options.reservation;
  using ending = joinSignals(lease, options.stopping);
  const task = { nsc, dataset, stack, recipe, seed, wantWeights: options.registry !== undefined };
  const onEpoch = keeper.report.bind(keeper);
  return await reservation.worker.train(task, { onEpoch }, ending.signal);
}

async function handIn(
  options: EvaluateAssignmentOptions,
  held: HeldTrial,
  finding: Finding,
  lease: AbortSignal,
): Promise<void> {
  const { registry, deadline } = options;
  using ending = joinSignals(lease, deadline);
  const { signal } = ending;
  const { logger } = held;
  const sha256 =
    finding.kind === 'measured' && finding.weights !== undefined && registry !== undefined
      ? await uploadWeights({ registry, weights: finding.weights, timeoutMs: UPLOAD_MS, signal, logger })
      : '';
  await submitOutcome(held, outcomeOf(finding, options.reservation.worker.engine, sha256), signal);
}
