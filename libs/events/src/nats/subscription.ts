import type { Logger } from '@blockqnn/telemetry';
import type { Consumer, JsMsg } from 'nats';
import { backOffMs, pause, type BackOff } from '../back-off.js';
import type { SubscribeOptions } from '../event-bus.js';
import { isAborted } from '../is-aborted.js';
import { isPowerOfTwo, RepeatedFailure } from '../repeated-failure.js';
import { unlessAborted } from '../unless-aborted.js';
import { ensureConsumer } from './consumer.js';
import type { NatsLink } from './link.js';
import { fromNats } from './message.js';

/** How long one request for a message waits at the server. */
const PULL_MS = 30_000;

const ACK_ATTEMPTS = 3;
const ACK_TIMEOUT_MS = 2_000;

const RECOVERY: BackOff = { firstMs: 100, maxMs: 5_000 };

export interface NatsSubscriptionOptions {
  readonly link: NatsLink;
  readonly logger: Logger;
  /** Pauses before a failed message is given out again. */
  readonly backOff: BackOff;
  readonly subscriber: SubscribeOptions;
  /** The server gives a message out again where nothing is heard for so long, since its subscriber may be dead. */
  readonly ackWaitMs: number;
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
  const failure = new RepeatedFailure();
  while (!signal.aborted) {
    try {
      const { connection, lost } = await link.whenReady(signal);
      if (failure.count > 0) await link.restoreStream(connection);
      const consumer = await ensureConsumer(connection, { ...subscriber, ackWaitMs: options.ackWaitMs });
      options.onStanding();
      failure.succeeded();
      while (!isAborted(signal) && !isAborted(lost)) await pullOne(consumer, options, [signal, lost]);
    } catch (thrown) {
      if (isAborted(signal)) return;
      const error = link.explain(thrown);
      const isWorthALine = failure.failed(error);
      const retryInMs = backOffMs(failure.count, RECOVERY);
      if (isWorthALine) {
        logger.warn(
          { err: error, durable: subscriber.durable, failures: failure.count, retryInMs },
          'subscription interrupted',
        );
      }
      await pause(retryInMs, signal).catch(() => undefined);
    }
  }
}

/**
 * Takes one message and deals with it; returns without one after a while, or as soon as a signal is aborted.
 * Left to itself, the client would find out only after the pull's time that a restarted server forgot it.
 */
async function pullOne(
  consumer: Consumer,
  options: NatsSubscriptionOptions,
  signals: readonly AbortSignal[],
): Promise<void> {
  const messages = await consumer.fetch({ max_messages: 1, expires: PULL_MS });
  const close = (): void => void messages.close();
  for (const signal of signals) signal.addEventListener('abort', close, { once: true });
  if (signals.some(isAborted)) close();
  try {
    for await (const message of messages) await deal(message, options);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', close);
  }
}

async function deal(
  message: JsMsg,
  { subscriber, link, logger, backOff, ackWaitMs }: NatsSubscriptionOptions,
): Promise<void> {
  const stillWorking = setInterval(() => {
    message.working();
  }, ackWaitMs / 3);
  try {
    await subscriber.onMessage(fromNats(message));
  } catch (error) {
    const attempt = message.info.deliveryCount;
    const retryInMs = backOffMs(attempt, backOff);
    if (isPowerOfTwo(attempt)) {
      logger.warn(
        { err: error, durable: subscriber.durable, subject: message.subject, attempt, retryInMs },
        'message failed',
      );
    }
    message.nak(retryInMs);
    return;
  } finally {
    clearInterval(stillWorking);
  }
  await acknowledge(message, link, subscriber.signal);
}

/**
 * Tries over a new connection where the present one breaks: a server that comes back still waits for this
 * message before it gives out the next. Where that fails too, the message comes again. The client's own
 * `ackAck` can be called only once for a message.
 */
async function acknowledge(message: JsMsg, link: NatsLink, signal: AbortSignal): Promise<void> {
  const { reply } = message as JsMsg & { readonly reply: string };
  for (let attempt = 1; attempt <= ACK_ATTEMPTS; attempt++) {
    const { connection, lost } = link.ready ?? (await link.whenReady(signal));
    const acknowledged = connection.request(reply, '+ACK', { timeout: ACK_TIMEOUT_MS }).then(() => true);
    if (await unlessAborted(acknowledged, lost).catch(() => false)) return;
  }
}
