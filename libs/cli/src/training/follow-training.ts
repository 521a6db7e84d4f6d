import { setTimeout as sleep } from 'node:timers/promises';
import type { EvaluatorMethods, TrainingMessage } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { stripPrefix } from '../strip-prefix.js';
import type { TrainingDisplay } from './training-display.js';

type Method = EvaluatorMethods['trainModel'];

export interface FollowOptions {
  readonly evaluator: Client<EvaluatorMethods>;
  readonly request: Method['requestInput'];
  readonly display: TrainingDisplay;
  /** Whether an evaluator that is busy or away is waited for. */
  readonly wait: boolean;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface FollowedTraining {
  readonly training: TrainingMessage;
  /** Whether the registry has it. */
  readonly registered: boolean;
  /** What was found in the images, a sentence each. */
  readonly notes: readonly string[];
}

/** A network that could not be trained: exit code 1. */
class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed';
}

const DELAY_MS = { least: 500, most: 15_000 };

/**
 * Has an evaluator train a model, and calls again where it goes away: it goes on from its checkpoint.
 * Throws {@link TrainingFailed}, and RpcErrors that waiting does not mend.
 */
export async function followTraining(options: FollowOptions): Promise<FollowedTraining> {
  const { display, signal, wait } = options;
  let { request } = options;
  const attempt = { begun: false };
  let delayMs = DELAY_MS.least;
  for (;;) {
    const before = attempt.begun;
    try {
      return await callOnce({ ...options, request }, attempt);
    } catch (error) {
      signal.throwIfAborted();
      if (!wait || !(error instanceof RpcError) || !passes(error, attempt.begun)) throw error;
      if (attempt.begun && !before) delayMs = DELAY_MS.least;
      // What is thrown away must not be thrown away again.
      if (attempt.begun) request = { ...request, restart: false };
      const waitMs = error.retryDelayMs ?? delayMs;
      display.notice(`${describe(error)}; trying again in ${String(Math.ceil(waitMs / 1000))} s`);
      await sleep(waitMs, undefined, { signal });
      delayMs = Math.min(2 * delayMs, DELAY_MS.most);
    }
  }
}

async function callOnce(
  { evaluator, request, display, signal }: FollowOptions,
  attempt: { begun: boolean },
): Promise<FollowedTraining> {
  for await (const event of evaluator.trainModel(request, { signal })) {
    if (event.progress ?? event.epoch ?? event.resumed) attempt.begun = true;
    display.show(event);
    const { failure, completed } = event;
    if (failure) {
      throw new TrainingFailed(failureText(failure.reason, failure.message));
    }
    if (completed?.training) return { ...completed, training: completed.training };
  }
  throw new Error('the evaluator ended the training without a result');
}

/** What went wrong, and what to do where that is known. */
function failureText(reason: string, message: string): string {
  const text = `${stripPrefix(reason, 'FAILURE_REASON_')}: ${message}`;
  if (reason !== 'FAILURE_REASON_DIVERGED') return text;
  return `${text}; a smaller learningRate or more warmupEpochs in a recipe of your own keep the steps small, and so does --recipe modern`;
}

/** Whether an error goes away by itself: the evaluator restarts, or is busy, or still with the call that was lost. */
function passes({ code, reason }: RpcError, begun: boolean): boolean {
  if (code === status.UNAVAILABLE) return true;
  if (reason === 'WORKERS_BUSY') return true;
  return begun && code === status.ABORTED;
}

function describe({ code, message }: RpcError): string {
  return code === status.UNAVAILABLE ? 'the evaluator is away; its checkpoint is kept' : message;
}
