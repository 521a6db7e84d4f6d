import { setTimeout as pause } from 'node:timers/promises';
import {
  ALL_EVALUATIONS_COMPLETED,
  connectNatsBus,
  type BusMessage,
  type EventBus,
  type NatsConfig,
} from '@blockqnn/events';
import { isUnavailable, type DatabaseGate } from '@blockqnn/storage';
import type { Logger } from '@blockqnn/telemetry';
import type { ArtifactTurns } from './artifacts/artifact-turns.js';
import { keepMessage } from './keep-message.js';
import type { Database } from './store/tables.js';

/** Name under which the registry's place among the messages is kept. */
const DURABLE = 'registry';

/** For a database that is there and still fails, such as one that is overloaded. */
const RETRY_MS = 100;

export interface IntakeOptions {
  readonly db: Database;
  /** Weights that an evaluation names are not collected while it is being kept. */
  readonly turns: ArtifactTurns;
  /** Messages wait while the database is away. */
  readonly gate: DatabaseGate;
  readonly logger: Logger;
  /** A bus of somebody else, who closes it. */
  readonly bus: EventBus | undefined;
  /** Otherwise, where to connect to. */
  readonly nats: NatsConfig | undefined;
}

export interface Intake extends AsyncDisposable {
  /** Resolves when the subscription stands, or there is nothing to subscribe to. Rejects where it never will. */
  readonly standing: Promise<void>;
}

/** Keeps every completed evaluation that is broadcast, as long as it is not disposed. */
export function startIntake({ db, turns, gate, logger, bus, nats }: IntakeOptions): Intake {
  const ownBus = bus ?? (nats && connectNatsBus({ ...nats, logger }));
  if (!ownBus) {
    logger.warn('no NATS server is configured (BLOCKQNN_NATS_URL): no new evaluations come in');
    return { standing: Promise.resolve(), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const stopping = new AbortController();
  let atWork: Promise<void> = Promise.resolve();
  const { signal } = stopping;
  const keep = async (message: BusMessage): Promise<void> => {
    for (;;) {
      await gate.whenOpen(signal);
      try {
        await gate.run(() => keepMessage(db, turns, message, logger));
        return;
      } catch (error) {
        // Kept again where it is not known whether it was kept: that changes nothing.
        if (!isUnavailable(error)) throw error;
        logger.debug({ err: error, messageId: message.id }, 'evaluation waits for the database');
        await pause(RETRY_MS, undefined, { signal });
      }
    }
  };
  const standing = ownBus.subscribe({
    durable: DURABLE,
    filter: ALL_EVALUATIONS_COMPLETED,
    signal,
    onMessage: (message) => (atWork = keep(message)),
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
