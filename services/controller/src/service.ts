import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { checkSecurity, startSecuredServer } from '@blockqnn/access';
import { CONTROLLER_SERVICE } from '@blockqnn/api';
import type { EventBus } from '@blockqnn/events';
import type { RpcServer } from '@blockqnn/rpc';
import { migrate, openDatabase, pendingMigrations } from '@blockqnn/storage';
import { systemClock, type Clock, type Logger } from '@blockqnn/telemetry';
import { startBroadcasting } from './broadcasting.js';
import { logBusinessEvents } from './business-events.js';
import type { ControllerConfig } from './config.js';
import { Controller } from './controller.js';
import { FirstAttempt } from './leadership/first-attempt.js';
import { Leadership } from './leadership/leadership.js';
import { notActive, serveTerms } from './leadership/serve-terms.js';
import { takeOverLeases } from './leadership/take-over-leases.js';
import { Term } from './leadership/term.js';
import { sweepLeases } from './lease-sweeper.js';
import { CONTROLLER_PERMISSIONS } from './permissions.js';
import { controllerHandlers } from './rpc/handlers.js';
import { MAX_WAIT_MS } from './rpc/request-blocks.js';
import { Shutdown } from './shutdown.js';
import { LEADERSHIP_MIGRATION, MIGRATIONS } from './store/migrations.js';
import type { Tables } from './store/tables.js';

/** Name of the controller's own schema in a database that it shares. */
const SCHEMA = 'blockqnn_controller';

/** How long a start waits for the database before it listens without it. */
const START_PATIENCE_MS = 2_000;

export interface ControllerDependencies {
  readonly logger: Logger;
  /** Where completed evaluations are broadcast; it is not closed. Otherwise NATS, where it is configured. */
  readonly bus?: EventBus;
  /** Default: the database's. */
  readonly clock?: Clock;
  /** Workers that cannot have survived whatever ended the last run: their leases end at the start. Default: none. */
  readonly isGone?: (worker: string) => boolean;
}

/** A controller at work. Disposing lets calls in flight finish, then closes the database. */
export interface RunningController extends AsyncDisposable {
  /** host:port with the real port. */
  readonly address: string;
}

/**
 * Starts the service; resolves when it serves, stands by, or waits for its database. Needs neither NATS nor an
 * evaluator to be there. Rejects where the database cannot be used as it is or the address cannot be
 * listened on, saying why.
 */
export async function startController(
  config: ControllerConfig,
  dependencies: ControllerDependencies,
): Promise<RunningController> {
  const shutdown = new Shutdown();
  try {
    const address = await start(config, dependencies, shutdown);
    return { address, [Symbol.asyncDispose]: () => shutdown[Symbol.asyncDispose]() };
  } catch (error) {
    await shutdown[Symbol.asyncDispose]();
    throw error;
  }
}

async function start(
  config: ControllerConfig,
  { logger, bus, clock, isGone }: ControllerDependencies,
  shutdown: Shutdown,
): Promise<string> {
  // A controller that could not serve must not take over from one that does.
  await checkSecurity({ service: 'controller', listen: config.listen, security: config.security, logger });
  const shared = config.database.kind === 'postgres';
  const applicationName = `blockqnn-controller ${hostname()} ${process.pid}`;
  const db = await openDatabase<Tables>(config.database, { schema: SCHEMA, applicationName });
  shutdown.add(() => db.destroy());

  const controller = new Controller({
    events: logBusinessEvents(logger),
    newToken: randomUUID,
    keepDeletedMs: config.keepDeletedMs,
    broadcasts: bus !== undefined || config.nats !== undefined,
  });
  const broadcasting = startBroadcasting({ db, controller, logger, bus, nats: config.nats });
  shutdown.add(async () => {
    await broadcasting[Symbol.asyncDispose]();
  });
  const leadership = new Leadership(db, clock ?? systemClock, `${hostname()}/${process.pid}/${randomUUID()}`);
  const stopping = new AbortController();
  const health: { isServing: boolean; server?: RpcServer } = { isServing: false };
  const first = new FirstAttempt();
  const serving = serveTerms({
    controller,
    leadership,
    shared,
    logger,
    signal: stopping.signal,
    setServing: (serves) => {
      health.isServing = serves;
      health.server?.setServing(serves);
    },
    schema: {
      lacksLeadership: async () => (await pendingMigrations(db, MIGRATIONS)).includes(LEADERSHIP_MIGRATION),
      migrate: async () => {
        await migrate(db, MIGRATIONS);
      },
    },
    beginTerm: async (epoch) =>
      await Term.begin({
        db,
        leadership,
        epoch,
        clock: clock ?? (shared ? undefined : systemClock),
        onChanges: (changes) => {
          controller.feed.publish(changes);
        },
        onBroadcast: () => {
          broadcasting.wake();
        },
        failureOf: notActive,
      }),
    onBegin: async () => {
      await takeOverLeases(controller, isGone);
      broadcasting.wake();
    },
    onFirst: first.settle,
  });
  const sweeping = sweepLeases({
    controller,
    logger,
    intervalMs: config.sweepIntervalMs,
    signal: stopping.signal,
  });
  shutdown.add(async () => {
    stopping.abort();
    await Promise.all([serving, sweeping]);
  });
  // Whoever calls as soon as it listens should be served, where the database answers.
  await first.within(START_PATIENCE_MS);
  const server = await startSecuredServer({
    service: 'controller',
    listen: config.listen,
    security: config.security,
    permissions: CONTROLLER_PERMISSIONS,
    // A caller may wait for a block.
    held: ['requestBlocks'],
    contract: CONTROLLER_SERVICE,
    handlers: controllerHandlers(controller, config.datasets && new Set(config.datasets)),
    logger,
    serving: health.isServing,
    // A caller without a deadline may wait for a block as long as any.
    limits: { unaryDeadlineMs: MAX_WAIT_MS + 60_000 },
  });
  health.server = server;
  server.setServing(health.isServing);
  shutdown.add(async () => {
    // Whoever waits is sent away first: the drain would wait for them.
    controller.waiting.close();
    await server[Symbol.asyncDispose]();
  });
  return server.address;
}
