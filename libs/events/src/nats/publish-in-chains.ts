import { NatsError, type NatsConnection } from 'nats';
import { errorOf } from '../error-of.js';
import type { BatchOutcome, BusMessage } from '../event-bus.js';
import { unlessAborted } from '../unless-aborted.js';
import { MAX_IN_FLIGHT, publishOne, type PublishOptions } from './publish-one.js';

const ERROR_WRONG_LAST_MESSAGE_ID = 10070;
const ERROR_WRONG_LAST_SEQUENCE = 10071;

/**
 * For a stream that one server keeps. Messages go out in chains: the first is acknowledged, which tells its place in
 * the stream, and each after it is stored only at the place behind its predecessor, and only where that is its
 * predecessor. So a message that comes late, or whose predecessor the server dropped, is refused rather than stored
 * out of order; one that the server has already is acknowledged before any of this is looked at. Messages of somebody
 * else between ours break a chain; it begins anew from there, shorter.
 *
 * The place alone would not do: where somebody else's message takes that of a refused one, the next would fit. The id
 * alone would do here, and the place costs nothing beside it: a stream that is about to be replicated refuses by the
 * place first, which does it no harm.
 */
export async function publishInChains(
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
  { timeoutMs, stops }: PublishOptions,
): Promise<BatchOutcome> {
  if (!first) return { published: 0, error: undefined };
  let published = 0;
  const errors: Error[] = [];
  try {
    const sequence = await unlessAborted(publishOne(connection, first, timeoutMs), ...stops);
    published = 1;
    let previous = first;
    const others = rest.map((message, index) => {
      const after = { lastSequence: sequence + index, lastMsgID: previous.id };
      previous = message;
      return publishOne(connection, message, timeoutMs, after).then(
        // Where a message is stored, so are those before it, though their acknowledgements were lost.
        () => (published = Math.max(published, index + 2)),
        (error: unknown) => (errors[index + 1] = errorOf(error)),
      );
    });
    await unlessAborted(Promise.all(others), ...stops);
  } catch (error) {
    return { published, error: errorOf(error) };
  }
  return { published, error: errors[published] };
}

/** Whether somebody else's message came between; nothing is wrong with that. */
function isInterleaved(error: Error): boolean {
  const code = error instanceof NatsError ? error.api_error?.err_code : undefined;
  return code === ERROR_WRONG_LAST_MESSAGE_ID || code === ERROR_WRONG_LAST_SEQUENCE;
}
