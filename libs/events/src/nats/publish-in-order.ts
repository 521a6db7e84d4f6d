import { NatsError, type NatsConnection } from 'nats';
import { errorOf } from '../error-of.js';
import type { BatchOutcome, BusMessage } from '../event-bus.js';
import { unlessAborted } from '../unless-aborted.js';
import { natsHeaders } from './message.js';
import { STREAM_NAME } from './stream.js';

/**
 * Messages on the way at once. Enough to hide the way there and back, and few enough that a disk that takes 30 ms to
 * sync acknowledges the last before its time is up.
 */
const MAX_IN_FLIGHT = 128;

const ERROR_WRONG_LAST_MESSAGE_ID = 10070;
const ERROR_WRONG_LAST_SEQUENCE = 10071;

export interface PublishOptions {
  /** How long an acknowledgement may take. */
  readonly timeoutMs: number;
  /** Each ends the wait for acknowledgements. */
  readonly stops: readonly AbortSignal[];
}

/**
 * Publishes messages so that the stream has them in this order, whatever becomes of a connection, an acknowledgement
 * or a single message. They go out in chains: the first is acknowledged, which tells its place in the stream, and
 * each after it is stored only at the place behind its predecessor, and only where that is its predecessor. So a
 * message that comes late, or whose predecessor the server dropped, is refused rather than stored out of order; one
 * that the server has already is acknowledged before any of this is looked at.
 *
 * Both are asked for because each alone falls short. A place alone is right by chance where somebody else's message
 * has taken it. An id alone is looked at too late by a cluster, which then takes the refused message for one under
 * way, and refuses it again until the duplicate window has passed.
 *
 * Never rejects.
 */
export async function publishInOrder(
  connection: NatsConnection,
  messages: readonly BusMessage[],
  options: PublishOptions,
): Promise<BatchOutcome> {
  let published = 0;
  let length = MAX_IN_FLIGHT;
  while (published < messages.length) {
    const chain = messages.slice(published, published + length);
    const outcome = await publishChain(connection, chain, options);
    published += outcome.published;
    if (!outcome.error) length = Math.min(MAX_IN_FLIGHT, length * 2);
    else if (outcome.published > 0 && isInterleaved(outcome.error)) length = outcome.published;
    else return { published, error: outcome.error };
  }
  return { published, error: undefined };
}

async function publishChain(
  connection: NatsConnection,
  [first, ...rest]: readonly BusMessage[],
  options: PublishOptions,
): Promise<BatchOutcome> {
  if (!first) return { published: 0, error: undefined };
  let published = 0;
  const errors: Error[] = [];
  try {
    const sequence = await unlessAborted(publishOne(connection, first, options), ...options.stops);
    published = 1;
    let previous = first;
    const others = rest.map((message, index) => {
      const after = { lastSequence: sequence + index, lastMsgID: previous.id };
      previous = message;
      return publishOne(connection, message, options, after).then(
        // Where a message is stored, so are those before it, though their acknowledgements were lost.
        () => (published = Math.max(published, index + 2)),
        (error: unknown) => (errors[index + 1] = errorOf(error)),
      );
    });
    await unlessAborted(Promise.all(others), ...options.stops);
  } catch (error) {
    return { published, error: errorOf(error) };
  }
  return { published, error: errors[published] };
}

/** The place in the stream. */
async function publishOne(
  connection: NatsConnection,
  message: BusMessage,
  { timeoutMs }: PublishOptions,
  after: { readonly lastSequence?: number; readonly lastMsgID?: string } = {},
): Promise<number> {
  const { seq } = await connection.jetstream().publish(message.subject, message.body, {
    msgID: message.id,
    headers: natsHeaders(message),
    timeout: timeoutMs,
    expect: { streamName: STREAM_NAME, ...after },
  });
  return seq;
}

/** Whether somebody else's message came between; nothing is wrong with that. */
function isInterleaved(error: Error): boolean {
  const code = error instanceof NatsError ? error.api_error?.err_code : undefined;
  return code === ERROR_WRONG_LAST_MESSAGE_ID || code === ERROR_WRONG_LAST_SEQUENCE;
}
