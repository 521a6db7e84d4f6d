import type { Logger } from '@blockqnn/telemetry';
import { backOffMs, pause, type BackOff } from '../back-off.js';
import type { SubscribeOptions } from '../event-bus.js';
import { isAborted } from '../is-aborted.js';
import { isPowerOfTwo } from '../repeated-failure.js';
import { unlessAborted } from '../unless-aborted.js';
import { handBack, stillAtWork, type Delivery } from './delivery.js';
import type { NatsLink } from './link.js';
import { fromNats } from './message.js';

const ACK_ATTEMPTS = 3;
const ACK_TIMEOUT_MS = 2_000;

export interface DealOptions {
  readonly link: NatsLink;
  readonly logger: Logger;
  /** Pauses before a failed message is tried again. */
  readonly backOff: BackOff;
  readonly subscriber: SubscribeOptions;
  /** The server gives a message out again where nothing is heard for so long, since its subscriber may be dead. */
  readonly ackWaitMs: number;
}

/**
 * Has the subscriber deal with messages, together where it can, and acknowledges them; a failed one is tried again until
 * it succeeds, before those after it. When the subscriber ends, what is left is handed back. Resolves to whether the
 * server has all acknowledgements.
 */
export async function deal(batch: readonly Delivery[], options: DealOptions): Promise<boolean> {
  const { subscriber, link, ackWaitMs } = options;
  const left = [...batch];
  const heartbeat = setInterval(() => {
    stillAtWork(left, link);
  }, ackWaitMs / 3);
  try {
    if (await dealTogether(batch, options)) {
      left.length = 0;
      return await acknowledge(batch, options);
    }
    let isAcknowledged = true;
    for (const one of batch) {
      if (!(await dealWithOne(one, options))) return false;
      left.shift();
      isAcknowledged = (await acknowledge([one], options)) && isAcknowledged;
    }
    return isAcknowledged;
  } finally {
    clearInterval(heartbeat);
    if (isAborted(subscriber.signal)) handBack(left, link);
  }
}

/** False where the messages have to be dealt with one by one. */
async function dealTogether(
  batch: readonly Delivery[],
  { subscriber, logger }: DealOptions,
): Promise<boolean> {
  if (!subscriber.batch || batch.length === 1 || isAborted(subscriber.signal)) return false;
  try {
    await subscriber.batch.onMessages(batch.map(fromNats));
    return true;
  } catch (error) {
    const { durable } = subscriber;
    logger.warn({ err: error, durable, messages: batch.length }, 'batch failed; its messages go one by one');
    return false;
  }
}

/** False where the subscriber ended first. */
async function dealWithOne(one: Delivery, { subscriber, logger, backOff }: DealOptions): Promise<boolean> {
  const { durable, signal } = subscriber;
  for (let attempt = one.attempt; !isAborted(signal); attempt++) {
    try {
      await subscriber.onMessage(fromNats(one));
      return true;
    } catch (error) {
      const retryInMs = backOffMs(attempt, backOff);
      if (isPowerOfTwo(attempt)) {
        const { subject } = one.message;
        logger.warn({ err: error, durable, subject, attempt, retryInMs }, 'message failed');
      }
      await pause(retryInMs, signal).catch(() => undefined);
    }
  }
  return false;
}

/** Whether the server has the acknowledgement of each. Where it has not, the message comes again. */
async function acknowledge(batch: readonly Delivery[], options: DealOptions): Promise<boolean> {
  const answers = await Promise.all(batch.map((one) => acknowledgeOne(one, options)));
  return answers.every(Boolean);
}

/**
 * Tries over a new connection where the present one breaks: a server that comes back still waits for this
 * message before it gives out later ones.
 */
async function acknowledgeOne({ reply }: Delivery, { link, subscriber }: DealOptions): Promise<boolean> {
  for (let attempt = 1; attempt <= ACK_ATTEMPTS; attempt++) {
    const { connection, lost } = link.ready ?? (await link.whenReady(subscriber.signal));
    const acknowledged = connection.request(reply, '+ACK', { timeout: ACK_TIMEOUT_MS }).then(() => true);
    if (await unlessAborted(acknowledged, lost).catch(() => false)) return true;
  }
  return false;
}
