import { connectNatsBus, startOutboxRelay, type EventBus, type NatsConfig } from '@blockqnn/events';
import type { Logger } from '@blockqnn/telemetry';
import type { Controller } from './controller.js';
import { Outbox } from './store/outbox.js';
import type { Database } from './store/tables.js';

export interface BroadcastingOptions {
  readonly db: Database;
  /** Only an active one publishes. */
  readonly controller: Controller;
  readonly logger: Logger;
  /** A bus of somebody else, who closes it. */
  readonly bus: EventBus | undefined;
  /** Otherwise, where to connect to. */
  readonly nats: NatsConfig | undefined;
}

export interface Broadcasting extends AsyncDisposable {
  /** Tells that there is something in the outbox. */
  wake(): void;
}

/** Publishes the outbox as long as it is not disposed. Without any bus, events wait there. */
export function startBroadcasting(options: BroadcastingOptions): Broadcasting {
  const { db, controller, logger, bus, nats } = options;
  const ownBus = bus ?? (nats && connectNatsBus({ ...nats, logger }));
  if (ownBus === undefined) {
    logger.warn('no NATS server is configured (BLOCKQNN_NATS_URL): completed evaluations wait in the outbox');
    return { wake: () => undefined, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const stopping = new AbortController();
  const outbox = new Outbox(db);
  const relay = startOutboxRelay({
    store: {
      unpublished: async (limit) => (controller.isActive ? await outbox.unpublished(limit) : []),
      markPublished: async (throughId) => {
        await outbox.markPublished(throughId);
      },
    },
    bus: ownBus,
    logger,
    signal: stopping.signal,
  });
  return {
    wake: () => {
      relay.wake();
    },
    [Symbol.asyncDispose]: async () => {
      stopping.abort(new Error('the controller is shutting down'));
      await relay.ended;
      if (bus === undefined) await ownBus[Symbol.asyncDispose]();
    },
  };
}
