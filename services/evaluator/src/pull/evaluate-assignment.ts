import type { ControllerMethods, RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import type { Epoch } from '@blockqnn/training/recipes';
import { blockPulled, leaseLost, stoppedEarly } from '../business-events.js';
import { joinSignals } from '../joined-signal.js';
import { outcomeOf, type Finding } from '../outcome.js';
import type { TrainingResult } from '../workers/training-result.js';
import type { Reservation } from '../workers/worker-pool.js';
import type { Assignment } from './assignment.js';
import type { EndOfLease } from './end-of-lease.js';
import { LeaseKeeper } from './lease-keeper.js';
import { measuredSoFar } from './measured-so-far.js';
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
  readonly end: Exclude<EndOfLease, 'enough'>;

  constructor(end: Exclude<EndOfLease, 'enough'>) {
    super(end);
    this.end = end;
  }
}

/** What the controller hears of a block that is given back though nothing is wrong with it. */
const GIVEN_UP = {
  paused: 'the search is paused',
  deleted: 'the search is deleted',
  ended: 'the search has ended',
  notWanted: 'the controller asked to stop',
  shutdown: 'the evaluator is shutting down',
} as const;

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
  const enough = new AbortController();
  await using keeper = new LeaseKeeper({
    ...held,
    leaseMs,
    onEnd: (end) => {
      if (end === 'enough') enough.abort();
      else lease.abort(new EndedEarly(end));
    },
  });
  try {
    const result = await train(options, keeper, { lease: lease.signal, enough: enough.signal });
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
    const end = error instanceof EndedEarly ? error.end : endOf(stopping, enough.signal);
    if (end === undefined) throw error;
    if (end === 'lost') leaseLost(logger);
    else await abandonTrial(held, GIVEN_UP[end], deadline);
    return 'settled';
  }
}

/** Without an epoch there is nothing to hand in, however the training ended. */
function endOf(stopping: AbortSignal, enough: AbortSignal): 'shutdown' | 'notWanted' | undefined {
  if (stopping.aborted) return 'shutdown';
  return enough.aborted ? 'notWanted' : undefined;
}

async function train(
  options: EvaluateAssignmentOptions,
  keeper: LeaseKeeper,
  { lease, enough }: { readonly lease: AbortSignal; readonly enough: AbortSignal },
): Promise<TrainingResult> {
  const { nsc, dataset, stack, recipe, seed } = options.assignment;
  using reservation = options.reservation;
  using ending = joinSignals(lease, enough, options.stopping);
  const task = { nsc, dataset, stack, recipe, seed, wantWeights: options.registry !== undefined };
  const epochs: Epoch[] = [];
  const onEpoch = (epoch: Epoch): void => {
    epochs.push(epoch);
    keeper.report(epoch);
  };
  try {
    return await reservation.worker.train(task, { onEpoch }, ending.signal);
  } catch (error) {
    const result = enough.aborted && !lease.aborted ? measuredSoFar(epochs, recipe) : undefined;
    if (result === undefined) throw error;
    stoppedEarly(options.logger, { trial: options.assignment.trial, epochs: epochs.length });
    return result;
  }
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
