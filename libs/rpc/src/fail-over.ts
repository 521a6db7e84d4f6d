import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { systemClock } from '@blockqnn/telemetry';
import { RpcError, STANDBY } from './error.js';

/** After all addresses were tried, the first pause; each further one is twice as long, up to the longest. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** Bounds on the attempts at one call. */
export interface Attempts {
  /** When there shall be no further one, milliseconds since the epoch. */
  readonly until: number;
  readonly signal: AbortSignal | undefined;
  /** Whether the call may be made again where it is not known if the server did it. */
  readonly repeatable: boolean;
}

/**
 * Which of several addresses of one service is called: the one that answered last, as long as it answers. One
 * that stands by, or cannot be reached, makes room for the next at once; when none serves, all are tried again
 * after a pause, until the deadline. A single address is tried once: whoever names one may want to know.
 */
export class FailOver<Target> {
  readonly #targets: readonly [Target, ...Target[]];
  #current = 0;

  constructor(targets: readonly [Target, ...Target[]]) {
    this.#targets = targets;
  }

  /** The address to call, its place, and whether there is no other. */
  get current(): { readonly place: number; readonly alone: boolean; readonly target: Target } {
    const place = this.#current;
    return { place, alone: this.#targets.length === 1, target: this.#targets[place] ?? this.#targets[0] };
  }

  /** Whether to try the next address after an error of the one at a place; pauses where all had their turn. */
  async goOn(error: unknown, place: number, tried: number, attempts: Attempts): Promise<boolean> {
    const { length } = this.#targets;
    if (length === 1 || !leavesOpen(error, attempts.repeatable)) return false;
    // Calls side by side fail together: only the first of them moves on.
    if (this.#current === place) this.#current = (place + 1) % length;
    if (tried % length !== 0) return true;
    const round = tried / length - 1;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(round, 10));
    // Clients that lost the same server must not come back all at once.
    const jittered = randomInt(Math.ceil(pauseMs / 2), pauseMs + 1);
    if (systemClock.now() + jittered >= attempts.until) return false;
    await sleep(jittered, undefined, attempts.signal && { signal: attempts.signal }).catch(() => undefined);
    return attempts.signal?.aborted !== true;
  }
}

/** Whether another address may still do the call: this one did not, or doing it again does no harm. */
function leavesOpen(error: unknown, repeatable: boolean): boolean {
  if (!(error instanceof RpcError) || error.code !== status.UNAVAILABLE) return false;
  if (error.reason === STANDBY) return true;
  // What a server said on purpose is the caller's to judge, except that it is going away.
  if (error.reason !== undefined && error.reason !== 'SHUTTING_DOWN') return false;
  return repeatable || wasNeverSent(error);
}

/** gRPC tells by its words alone whether there was a connection. */
export function wasNeverSent({ message }: RpcError): boolean {
  return /^(No connection established|Name resolution failed)/.test(message);
}
