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
import { keepMessages } from './keep-messages.js';
import type { Database } from './store/tables.js';

/** Name under which the registry's place among the messages is kept. */
const DURABLE = 'registry';

/** Messages kept in one transaction, where so many wait: a sync to the disk takes longer than most of them. */
const MOST_AT_ONCE = 100;

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
  const keep = async (messages: readonly BusMessage[]): Promise<void> => {
    for (;;) {
      await gate.whenOpen(signal);
      try {
        await gate.run(() => keepMessages(db, turns, messages, logger));
        return;
      } catch (error) {
        // Kept again where it is not known whether they were kept: that changes nothing.
        if (!isUnavailable(error)) throw error;
        const [first] = messages;
        logger.debug(
          { err: error, messageId: first?.id, messages: messages.length },
          'evaluations wait for the database',
        );
        await pause(RETRY_MS, undefined, { signal });
      }
    }
  };
  const standing = ownBus.subscribe({
    durable: DURABLE,
    filter: ALL_EVALUATIONS_COMPLETED,
    signal,
    onMessage: (message) => (atWork = keep([message])),
    batch: { most: MOST_AT_ONCE, onMessages: (messages) => (atWork = keep(messages)) },
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
