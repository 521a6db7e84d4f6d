import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { startSecuredServer } from '@blockqnn/access';
import { CONTROLLER_SERVICE } from '@blockqnn/api';
import type { EventBus } from '@blockqnn/events';
import { isUnavailable, migrate, openDatabase } from '@blockqnn/storage';
import { systemClock, type Clock, type Logger } from '@blockqnn/telemetry';
import { startBroadcasting } from './broadcasting.js';
import { logBusinessEvents } from './business-events.js';
import type { ControllerConfig } from './config.js';
import { Controller } from './controller.js';
import { Leadership } from './leadership/leadership.js';
import { notActive, serveTerms } from './leadership/serve-terms.js';
import { Term } from './leadership/term.js';
import { sweepLeases } from './lease-sweeper.js';
import { releaseLeases } from './operations/release-leases.js';
import { renewLeases } from './operations/renew-leases.js';
import { CONTROLLER_PERMISSIONS } from './permissions.js';
import { controllerHandlers } from './rpc/handlers.js';
import { MAX_WAIT_MS } from './rpc/request-blocks.js';
import { Shutdown } from './shutdown.js';
import { MIGRATIONS } from './store/migrations.js';
import type { Tables } from './store/tables.js';

/** Name of the controller's own schema in a database that it shares. */
const SCHEMA = 'blockqnn_controller';

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
  const shared = config.database.kind === 'postgres';
  const applicationName = `blockqnn-controller ${hostname()} ${process.pid}`;
  const db = await openDatabase<Tables>(config.database, { schema: SCHEMA, applicationName });
  shutdown.add(() => db.destroy());

  const controller = new Controller({
    events: logBusinessEvents(logger),
    newToken: randomUUID,
    keepDeletedMs: config.keepDeletedMs,
  });
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
    serving: false,
    // A caller without a deadline may wait for a block as long as any.
    limits: { unaryDeadlineMs: MAX_WAIT_MS + 60_000 },
  });
  const broadcasting = startBroadcasting({ db, controller, logger, bus, natsUrl: config.natsUrl });
  shutdown.add(async () => {
    await broadcasting[Symbol.asyncDispose]();
  });
  const leadership = new Leadership(db, clock ?? systemClock, `${hostname()}/${process.pid}`);
  const stopping = new AbortController();
  let onFirst: (error: unknown) => void = () => undefined;
  const first = new Promise<unknown>((resolve) => {
    onFirst = resolve;
  });
  const serving = serveTerms({
    controller,
    leadership,
    shared,
    logger,
    signal: stopping.signal,
    setServing: (isServing) => {
      server.setServing(isServing);
    },
    migrate: async () => {
      await migrate(db, MIGRATIONS);
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
    onBegin: async ({ live }) => {
      for (const { search } of [...live.searches]) {
        await controller.onSearch(search.id, (operation, each) => {
          if (isGone) releaseLeases(operation, each, isGone);
          renewLeases(operation, each);
        });
      }
      broadcasting.wake();
    },
    onFirst,
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
  shutdown.add(async () => {
    // Whoever waits is sent away first: the drain would wait for them.
    controller.waiting.close();
    await server[Symbol.asyncDispose]();
  });
  const fault = await first;
  if (fault instanceof Error && !isUnavailable(fault)) throw fault;
  return server.address;
}
