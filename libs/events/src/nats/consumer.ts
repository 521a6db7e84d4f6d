import { AckPolicy, DeliverPolicy, NatsError, nanos, type Consumer, type NatsConnection } from 'nats';
import { STREAM_NAME } from './stream.js';

export interface ConsumerOptions {
  readonly durable: string;
  readonly filter: string;
  /** The server gives a message out again where nothing is heard of it for so long. */
  readonly ackWaitMs: number;
  /** Messages that a subscriber takes at once; from 1. */
  readonly most: number;
}

const ERROR_CONSUMER_NOT_FOUND = 10014;

/** Creates the durable consumer, or brings it up to date; its place among the messages stays. */
export async function ensureConsumer(
  connection: NatsConnection,
  options: ConsumerOptions,
): Promise<Consumer> {
  const { consumers } = await connection.jetstreamManager();
  const changeable = {
    filter_subject: options.filter,
    ack_wait: nanos(options.ackWaitMs),
    // One message in flight keeps the order; of several, {@link OrderedDeliveries} does. A bound in between would leave a
    // request for messages open that nobody can answer.
    max_ack_pending: options.most === 1 ? 1 : -1,
    max_deliver: -1,
  };
  try {
    await consumers.update(STREAM_NAME, options.durable, changeable);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await consumers.add(STREAM_NAME, {
      durable_name: options.durable,
      deliver_policy: DeliverPolicy.All,
      ack_policy: AckPolicy.Explicit,
      ...changeable,
    });
  }
  return connection.jetstream().consumers.get(STREAM_NAME, options.durable);
}

function isNotFound(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.err_code === ERROR_CONSUMER_NOT_FOUND;
}
