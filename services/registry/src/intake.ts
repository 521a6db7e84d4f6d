import { ALL_EVALUATIONS_COMPLETED, connectNatsBus, type EventBus } from '@blockqnn/events';
import type { Logger } from '@blockqnn/telemetry';
import { keepMessage } from './keep-message.js';
import type { Database } from './store/tables.js';

/** Name under which the registry's place among the messages is kept. */
const DURABLE = 'registry';

export interface IntakeOptions {
  readonly db: Database;
  readonly logger: Logger;
  /** A bus of somebody else, who closes it. */
  readonly bus: EventBus | undefined;
  /** Otherwise, where to connect to. */
  readonly natsUrl: string | undefined;
}

export interface Intake extends AsyncDisposable {
  /** Resolves when the subscription stands, or there is nothing to subscribe to. Rejects where it never will. */
  readonly standing: Promise<void>;
}

/** Keeps every completed evaluation that is broadcast, as long as it is not disposed. */
export function startIntake({ db, logger, bus, natsUrl }: IntakeOptions): Intake {
  const ownBus = bus ?? (natsUrl === undefined ? undefined : connectNatsBus({ servers: natsUrl, logger }));
  if (!ownBus) {
    logger.warn('no NATS server is configured (BLOCKQNN_NATS_URL): no new evaluations come in');
    return { standing: Promise.resolve(), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const stopping = new AbortController();
  let atWork: Promise<void> = Promise.resolve();
  const standing = ownBus.subscribe({
    durable: DURABLE,
    filter: ALL_EVALUATIONS_COMPLETED,
    signal: stopping.signal,
    onMessage: (message) => (atWork = keepMessage(db, message, logger)),
  });
  return {
    standing,
    [Symbol.asyncDispose]: async () => {
      stopping.abort(new Error('the registry is shutting down'));
      if (!bus) await ownBus[Symbol.asyncDispose]();
      await atWork.catch(() => undefined);
    },
  };
}
