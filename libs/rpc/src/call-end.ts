import { status } from '@grpc/grpc-js';
import { systemClock } from '@blockqnn/telemetry';
import type { ServerCall } from './server-call.js';
import { RpcError } from './error.js';

/** grpc-js ends a call at its deadline by a timer, which may fire a little before the clock is there. */
const TIMER_SLACK_MS = 5;

export interface CallEndOptions {
  /** Bound on a call whose client gave no deadline; undefined: none. */
  readonly boundMs: number | undefined;
  /** Ends the call too; undefined: it may finish. */
  readonly shutdown: AbortSignal | undefined;
}

/**
 * What ends a call before its handler does: the caller goes away, time is up, the server shuts down. The signal
 * is made only for handlers that ask for it: most answer within microseconds.
 */
export class CallEnd {
  readonly #options: CallEndOptions;
  readonly #timer: NodeJS.Timeout | undefined;
  #reason: RpcError | undefined;
  #controller: AbortController | undefined;
  #over = false;
  #reject: ((reason: RpcError) => void) | undefined;

  constructor(call: ServerCall, options: CallEndOptions) {
    this.#options = options;
    const deadline = Number(call.getDeadline());
    call.once('cancelled', () => {
      // Comes after every answer too; an error is not made for nobody.
      if (this.#over && !this.#controller) return;
      const late = deadline - TIMER_SLACK_MS <= systemClock.now();
      this.#end(late ? timeIsUp() : new RpcError(status.CANCELLED, 'the caller went away'));
    });
    if (!Number.isFinite(deadline) && options.boundMs !== undefined) {
      this.#timer = setTimeout(() => {
        this.#end(timeIsUp());
      }, options.boundMs);
    }
    if (options.shutdown?.aborted === true) this.#shutDown();
    else options.shutdown?.addEventListener('abort', this.#shutDown);
  }

  /** Why the call ended early; undefined while it has not. */
  get reason(): RpcError | undefined {
    return this.#reason;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason && !this.#controller.signal.aborted) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** Settles as the work does, or rejects as soon as the call ends: a handler that watches no signal keeps nobody waiting. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#reason) reject(this.#reason);
      this.#reject = reject;
      work.then(resolve, reject);
    });
  }

  /** Lets go of everything. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#options.shutdown?.removeEventListener('abort', this.#shutDown);
    this.#reject = undefined;
    this.#over = true;
  }

  readonly #shutDown = (): void => {
    this.#end(
      new RpcError(status.UNAVAILABLE, 'the server is shutting down', {
        reason: 'SHUTTING_DOWN',
        retryDelayMs: 1000,
      }),
    );
  };

  #end(reason: RpcError): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#reject?.(reason);
  }
}

function timeIsUp(): RpcError {
  return new RpcError(status.DEADLINE_EXCEEDED, 'the deadline passed');
}
