import { createInbox, nanos, type Msg, type NatsConnection } from 'nats';
import { isAborted } from '../is-aborted.js';
import { deliveryOf, type Delivery } from './delivery.js';
import { STREAM_NAME } from './stream.js';

/**
 * The server says when a request is over; this is for one that says nothing, as one that has given out as many messages
 * as somebody allowed it. So long nothing came.
 */
const GRACE_MS = 1_000;

/** Statuses by which the server ends a request: nothing there, and time over or nothing more there. */
const ENDS: readonly number[] = [404, 408];
const STILL_THERE = 100;

export interface PullRequest {
  readonly durable: string;
  /** Messages to take at most; from 1. */
  readonly most: number;
  /** How long to wait for the first message; 0: only what is there already. */
  readonly waitMs: number;
}

/**
 * Asks a durable consumer for what is there, at most so many messages: waits for the first one, and then takes only
 * those that can be had at once. Resolves to what came, in order, when the server says that it is all, or a signal is
 * aborted. Rejects where the server refuses, for instance since the consumer was deleted.
 *
 * The request is made here, as ADR-13 of NATS has it, since `fetch` of the client's consumers waits for a batch to be
 * full, or for its time to be over.
 */
export async function pull(
  connection: NatsConnection,
  { durable, most, waitMs }: PullRequest,
  signals: readonly AbortSignal[],
): Promise<readonly Delivery[]> {
  const taken: Delivery[] = [];
  if (signals.some(isAborted)) return taken;
  const listeners = new AbortController();
  const inbox = createInbox();
  const ended = new Promise<void>((resolve, reject) => {
    let timer = setTimeout(resolve, waitMs + GRACE_MS);
    const subscription = connection.subscribe(inbox, {
      callback: (error, message) => {
        if (error) reject(error);
        else if (isStatus(message)) {
          const fault = faultOf(message);
          if (fault) reject(fault);
          else if (message.headers?.code !== STILL_THERE) resolve();
        } else {
          taken.push(deliveryOf(message));
          clearTimeout(timer);
          timer = setTimeout(resolve, GRACE_MS);
          if (taken.length === most) resolve();
        }
      },
    });
    listeners.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    });
    for (const signal of signals) {
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { signal: listeners.signal },
      );
    }
  });
  try {
    const request = { batch: most, no_wait: true, ...(waitMs > 0 && { expires: nanos(waitMs) }) };
    connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${STREAM_NAME}.${durable}`, JSON.stringify(request), {
      reply: inbox,
    });
    await ended;
  } catch (error) {
    // What came before it is there all the same, and whatever is wrong will show again.
    if (taken.length === 0) throw error;
  } finally {
    listeners.abort();
  }
  return taken;
}

/** Messages of the server itself have a status and nothing else. */
function isStatus({ data, headers }: Msg): boolean {
  return data.length === 0 && (headers?.code ?? 0) > 0;
}

function faultOf({ headers }: Msg): Error | undefined {
  const code = headers?.code ?? 0;
  if (code === STILL_THERE || ENDS.includes(code)) return undefined;
  return new Error(`the server refuses messages: ${String(code)} ${headers?.description ?? ''}`);
}
