import { backOffMs, pause, type BackOff } from '../back-off.js';
import { isAborted } from '../is-aborted.js';
import { RepeatedFailure } from '../repeated-failure.js';
import { ensureConsumer } from './consumer.js';
import { deal, type DealOptions } from './deal.js';
import { OrderedDeliveries } from './ordered-deliveries.js';

const RECOVERY: BackOff = { firstMs: 100, maxMs: 5_000 };

export interface NatsSubscriptionOptions extends DealOptions {
  /** Called once, when the durable consumer stands. */
  readonly onStanding: () => void;
}

/**
 * Works through a durable pull consumer until the subscriber's signal is aborted: one batch of messages that are there
 * after the other, one message each where the subscriber takes no batches. Never rejects.
 */
export async function runNatsSubscription(options: NatsSubscriptionOptions): Promise<void> {
  const { link, subscriber, logger, ackWaitMs } = options;
  const { signal, durable } = subscriber;
  const most = subscriber.batch?.most ?? 1;
  const failure = new RepeatedFailure();
  while (!signal.aborted) {
    try {
      const { connection, lost } = await link.whenReady(signal);
      if (failure.count > 0) await link.restoreStream(connection);
      const consumer = await ensureConsumer(connection, { ...subscriber, ackWaitMs, most });
      options.onStanding();
      failure.succeeded();
      const deliveries = new OrderedDeliveries({ link, connection, consumer, durable, most });
      while (!isAborted(signal) && !isAborted(lost)) {
        const batch = await deliveries.take([signal, lost]);
        if (batch.length > 0 && (await deal(batch, options))) deliveries.acknowledged(batch);
      }
    } catch (thrown) {
      if (isAborted(signal)) return;
      const error = link.explain(thrown);
      const isWorthALine = failure.failed(error);
      const retryInMs = backOffMs(failure.count, RECOVERY);
      if (isWorthALine) {
        logger.warn({ err: error, durable, failures: failure.count, retryInMs }, 'subscription interrupted');
      }
      await pause(retryInMs, signal).catch(() => undefined);
    }
  }
}
