import type { NatsConnection } from 'nats';
import type { BusMessage } from '../event-bus.js';
import { natsHeaders } from './message.js';
import { STREAM_NAME } from './stream.js';

/**
 * Messages on the way at once. Enough to hide the way there and back, and few enough that a disk that takes 30 ms to
 * sync acknowledges the last before its time is up.
 */
export const MAX_IN_FLIGHT = 128;

export interface PublishOptions {
  /** How long an acknowledgement may take. */
  readonly timeoutMs: number;
  /** Each ends the wait for acknowledgements. */
  readonly stops: readonly AbortSignal[];
}

/** What the stream has to end with for the message to be stored. */
export interface Predecessor {
  readonly lastSequence?: number;
  readonly lastMsgID?: string;
}

/** The message's place in the stream, also where it was there already. */
export async function publishOne(
  connection: NatsConnection,
  message: BusMessage,
  timeoutMs: number,
  after: Predecessor = {},
): Promise<number> {
  const { seq } = await connection.jetstream().publish(message.subject, message.body, {
    msgID: message.id,
    headers: natsHeaders(message),
    timeout: timeoutMs,
    expect: { streamName: STREAM_NAME, ...after },
  });
  return seq;
}
