import { outcomeToProto, type ControllerMethods, type Outcome } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { blockGivenBack, blockNotGivenBack, resultHandedIn, resultRefused } from '../business-events.js';
import { shortened } from '../outcome.js';
import { boundSignal } from '../joined-signal.js';
import { describeError, isFinal, isLeaseLost } from './controller-error.js';
import { retry } from './retry.js';

const BACKOFF = { initialMs: 500, maxMs: 15_000 };
/** A block that cannot be given back in this time is left to the end of its lease. */
const HAND_BACK_MS = 10_000;

/** A trial that this evaluator holds, and whom to tell about it. */
export interface HeldTrial {
  readonly controller: Client<ControllerMethods>;
  /** Resource name. */
  readonly trial: string;
  readonly leaseToken: string;
  readonly logger: Logger;
}

/**
 * Hands in a result until the controller has it or refuses it for good. The same bytes each time: the
 * controller takes the second of two for a repetition. Rejects only where `signal` aborts.
 */
export async function submitOutcome(held: HeldTrial, outcome: Outcome, signal: AbortSignal): Promise<void> {
  const { controller, trial, leaseToken, logger } = held;
  const request = { trial, leaseToken, ...outcomeToProto(outcome) };
  try {
    const { trial: settled, best } = await retry(() => controller.submitReward(request, { signal }), {
      backoff: BACKOFF,
      signal,
      again: (error) => !isFinal(error),
      onRetry: (error, delayMs) => {
        logger.warn({ error: describeError(error), delayMs }, 'result not handed in yet');
      },
    });
    resultHandedIn(logger, { outcome: outcome.kind, reward: settled?.reward, best });
  } catch (error) {
    if (!isFinal(error)) throw error;
    resultRefused(logger, describeError(error));
    if (!isLeaseLost(error)) await abandonTrial(held, `result refused: ${error.message}`, signal);
  }
}

/**
 * Gives a block back, within bounded time: what cannot be given back comes back by itself when its
 * lease ends. Never rejects.
 */
export async function abandonTrial(held: HeldTrial, reason: string, signal: AbortSignal): Promise<void> {
  const { controller, trial, leaseToken, logger } = held;
  using bounded = boundSignal(signal, HAND_BACK_MS);
  try {
    await retry(
      () =>
        controller.abandonTrial({ trial, leaseToken, reason: shortened(reason) }, { signal: bounded.signal }),
      {
        backoff: BACKOFF,
        signal: bounded.signal,
        again: (error) => !isFinal(error),
        onRetry: (error, delayMs) => {
          logger.warn({ error: describeError(error), delayMs }, 'block not given back yet');
        },
      },
    );
    blockGivenBack(logger, reason);
  } catch (error) {
    blockNotGivenBack(logger, reason, describeError(error));
  }
}
