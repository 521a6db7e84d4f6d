import type { NatsConnection } from 'nats';
import { errorOf } from '../error-of.js';
import type { BatchOutcome, BusMessage } from '../event-bus.js';
import { publishBySubject } from './publish-by-subject.js';
import { publishInChains } from './publish-in-chains.js';
import type { PublishOptions } from './publish-one.js';
import { STREAM_NAME } from './stream.js';

/**
 * Publishes messages so that the stream has those of a subject in this order, whatever becomes of a connection, an
 * acknowledgement or a single message. Never rejects.
 */
export async function publishInOrder(
  connection: NatsConnection,
  messages: readonly BusMessage[],
  options: PublishOptions,
): Promise<BatchOutcome> {
  try {
    const publish =
      messages.length > 1 && (await isReplicated(connection)) ? publishBySubject : publishInChains;
    return await publish(connection, messages, options);
  } catch (error) {
    return { published: 0, error: errorOf(error) };
  }
}

/** Asked anew for each batch: an operator may change it at any time. */
async function isReplicated(connection: NatsConnection): Promise<boolean> {
  const { streams } = await connection.jetstreamManager({ checkAPI: false });
  return (await streams.info(STREAM_NAME)).config.num_replicas > 1;
}
