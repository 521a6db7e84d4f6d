import type { Logger } from '@blockqnn/telemetry';
import { AckPolicy, DeliverPolicy, nanos, type Consumer, type JsMsg, type NatsConnection } from 'nats';
import { backOffMs, pause, type BackOff } from '../back-off.js';
import type { SubscribeOptions } from '../event-bus.js';
import type { NatsLink } from './link.js';
import { fromNats } from './message.js';
import { STREAM_NAME } from './stream.js';

/** How long one request for a message waits at the server. */
const PULL_MS = 30_000;

/** The server gives a message out again where nothing is heard for so long, since its subscriber may be dead. */
const ACK_WAIT_MS = 30_000;

const RECOVERY: BackOff = { firstMs: 100, maxMs: 5_000 };

export interface NatsSubscriptionOptions {
  readonly link: NatsLink;
  readonly logger: Logger;
  /** Pauses before a failed message is given out again. */
  readonly backOff: BackOff;
  readonly subscriber: SubscribeOptions;
  /** Called once, when the durable consumer stands. */
  readonly onStanding: () => void;
}

/**
 * Works through a durable pull consumer until the subscriber's signal is aborted. One message is in flight
 * at a time, also across redeliveries, which keeps the order. Never rejects.
 */
export async function runNatsSubscription(options: NatsSubscriptionOptions): Promise<void> {
  const { link, subscriber, logger } = options;
  const { signal } = subscriber;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const consumer = await ensureConsumer(await link.whenReady(signal), subscriber);
      options.onStanding();
      failures = 0;
      while (!signal.aborted) await pullOne(consumer, options);
    } catch (error) {
      if (isAborted(signal)) return;
      const retryInMs = backOffMs(++failures, RECOVERY);
      logger.warn({ err: error, durable: subscriber.durable, retryInMs }, 'subscription interrupted');
      await pause(retryInMs, signal).catch(() => undefined);
    }
  }
}

async function ensureConsumer(connection: NatsConnection, subscriber: SubscribeOptions): Promise<Consumer> {
  const manager = await connection.jetstreamManager();
  await manager.consumers.add(STREAM_NAME, {
    durable_name: subscriber.durable,
    filter_subject: subscriber.filter,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    max_ack_pending: 1,
    max_deliver: -1,
  });
  return connection.jetstream().consumers.get(STREAM_NAME, subscriber.durable);
}

/** Takes one message and deals with it; returns without one after a while. */
async function pullOne(consumer: Consumer, options: NatsSubscriptionOptions): Promise<void> {
  const { signal } = options.subscriber;
  const messages = await consumer.fetch({ max_messages: 1, expires: PULL_MS });
  const close = (): void => void messages.close();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  try {
    for await (const message of messages) await deal(message, options);
  } finally {
    signal.removeEventListener('abort', close);
  }
}

async function deal(message: JsMsg, { subscriber, logger, backOff }: NatsSubscriptionOptions): Promise<void> {
  const stillWorking = setInterval(() => {
    message.working();
  }, ACK_WAIT_MS / 3);
  try {
    await subscriber.onMessage(fromNats(message));
  } catch (error) {
    const attempt = message.info.deliveryCount;
    const retryInMs = backOffMs(attempt, backOff);
    logger.warn({ err: error, durable: subscriber.durable, subject: message.subject, attempt, retryInMs }, 'message failed');
    message.nak(retryInMs);
    return;
  } finally {
    clearInterval(stillWorking);
  }
  // Where the acknowledgement does not get through, the message comes again.
  await message.ackAck().catch(() => false);
}

/** Read afresh: the signal may have been aborted while something was awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
