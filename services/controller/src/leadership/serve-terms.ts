import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, StorageError } from '@blockqnn/storage';
import type { Logger } from '@blockqnn/telemetry';
import type { Controller } from '../controller.js';
import { NotActiveError } from '../domain/controller-error.js';
import type { Leadership } from './leadership.js';
import { FencedOffError, TERM_MS } from './leadership.js';
import type { Term } from './term.js';
import { TroubleLog } from './trouble-log.js';

/** How often a controller that stands by looks whether it is needed. */
const STAND_BY_MS = 500;

/** How often an idle controller shows that it is alive. */
const HEARTBEAT_MS = 1_000;

const LONGEST_PAUSE_MS = 2_000;

export interface TermsOptions {
  readonly controller: Controller;
  readonly leadership: Leadership;
  readonly schema: Schema;
  readonly beginTerm: (epoch: number) => Promise<Term>;
  /** What has to be done before the first call of a term is answered. */
  readonly onBegin: (term: Term) => Promise<void>;
  /** Whether somebody else may become active: not on a file that this process owns. */
  readonly shared: boolean;
  readonly setServing: (serving: boolean) => void;
  readonly logger: Logger;
  /** Ends the present term, and the loop. */
  readonly signal: AbortSignal;
  /** Told once what the first attempt came to; undefined: active, or standing by. */
  readonly onFirst: (error: unknown) => void;
}

/** The tables of the database. Both functions reject where a newer program made them. */
export interface Schema {
  /** Whether it has no place yet where controllers agree on who is active. */
  readonly lacksLeadership: () => Promise<boolean>;
  /** Makes it what this program needs. */
  readonly migrate: () => Promise<void>;
}

/**
 * Makes this controller the active one whenever nobody else is, for as long as it can be. Between two terms,
 * and while the database is away, everything is refused and health says NOT_SERVING. Never rejects.
 */
export async function serveTerms(options: TermsOptions): Promise<void> {
  const { controller, leadership, signal, logger, onFirst } = options;
  const trouble = new TroubleLog(logger);
  let looked = false;
  let standingBy = false;
  for (let failures = 0; !signal.aborted;) {
    try {
      if (!looked && (await options.schema.lacksLeadership())) await options.schema.migrate();
      looked = true;
      const epoch = await leadership.acquire();
      failures = 0;
      if (epoch === undefined) {
        onFirst(undefined);
        if (!standingBy) logger.info('standing by: another controller is active');
        standingBy = true;
        controller.end(new NotActiveError('STANDBY', 'this controller stands by; another one is active'));
        await pause(STAND_BY_MS, signal);
        continue;
      }
      standingBy = false;
      await serveTerm(options, epoch);
    } catch (error) {
      onFirst(error);
      failures += 1;
      const retryInMs = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(failures - 1, 10));
      // What is shutting down has no use for its database.
      if (!isAborted(signal)) trouble.tell(error, retryInMs);
      controller.end(notActive(error));
      await pause(retryInMs, signal);
    }
  }
}

async function serveTerm(options: TermsOptions, epoch: number): Promise<void> {
  const { controller, leadership, setServing, signal, logger } = options;
  const startedAt = performance.now();
  await migrateAsActive(options, epoch);
  const term = await options.beginTerm(epoch);
  controller.begin(term);
  const stop = () => {
    term.commit.fail(new NotActiveError('DATABASE_UNAVAILABLE', 'the controller is shutting down'));
  };
  const heart = options.shared ? startHeart(leadership, term) : undefined;
  try {
    await options.onBegin(term);
    logger.info({ epoch, loadedInMs: Math.round(performance.now() - startedAt) }, 'active');
    setServing(true);
    options.onFirst(undefined);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const reason = await term.ended;
    if (!signal.aborted) logger.warn({ err: reason, epoch }, 'not active any more');
    controller.end(notActive(reason));
  } finally {
    clearInterval(heart);
    signal.removeEventListener('abort', stop);
    setServing(false);
    await term.commit.idle();
    if (signal.aborted) await leadership.release(epoch).catch(() => undefined);
  }
}

/**
 * A controller of a newer version changes the schema when it takes over and not while it stands by: the active
 * one works on it. That one finds it too new should it take over again, and leaves the place to others.
 */
async function migrateAsActive({ schema, leadership }: TermsOptions, epoch: number): Promise<void> {
  try {
    await schema.migrate();
  } catch (error) {
    await leadership.release(epoch).catch(() => undefined);
    throw error;
  }
}

/**
 * Shows that a controller is alive. One that cannot, or gets no answer for so long that another one may be
 * active, gives up: whoever calls it need not wait for the network.
 */
function startHeart(leadership: Leadership, term: Term): NodeJS.Timeout {
  let beatAtMs: number | undefined;
  return setInterval(() => {
    const nowMs = performance.now();
    if (beatAtMs !== undefined) {
      if (nowMs - beatAtMs >= TERM_MS) {
        term.commit.fail(
          new StorageError('UNAVAILABLE', `the database does not answer within ${TERM_MS} ms`),
        );
      }
      return;
    }
    beatAtMs = nowMs;
    leadership.renew(term.db, term.epoch).then(
      () => (beatAtMs = undefined),
      (error: unknown) => {
        term.commit.fail(error);
      },
    );
  }, HEARTBEAT_MS);
}

/** What callers are told of a failure. */
export function notActive(cause: unknown): NotActiveError {
  if (cause instanceof NotActiveError) return cause;
  if (cause instanceof FencedOffError) {
    return new NotActiveError('STANDBY', 'another controller has become active', { cause });
  }
  const away = isUnavailable(cause) || cause instanceof StorageError;
  const message = away ? 'the database is not available' : 'the controller is recovering from an error';
  return new NotActiveError('DATABASE_UNAVAILABLE', message, { cause });
}

/** Asked anew: it may have happened meanwhile. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await sleep(durationMs, undefined, { signal }).catch(() => undefined);
}
