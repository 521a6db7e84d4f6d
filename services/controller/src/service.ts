import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startSecuredServer } from '@blockqnn/access';
import { CONTROLLER_SERVICE } from '@blockqnn/api';
import type { EventBus } from '@blockqnn/events';
import { migrate, openSqlite } from '@blockqnn/storage';
import { systemClock, type Clock, type Logger } from '@blockqnn/telemetry';
import { startBroadcasting } from './broadcasting.js';
import { logBusinessEvents } from './business-events.js';
import type { ControllerConfig } from './config.js';
import { Controller } from './controller.js';
import { sweepLeases } from './lease-sweeper.js';
import { releaseLeases } from './operations/release-leases.js';
import { renewLeases } from './operations/renew-leases.js';
import { CONTROLLER_PERMISSIONS } from './permissions.js';
import { controllerHandlers } from './rpc/handlers.js';
import { Shutdown } from './shutdown.js';
import { MIGRATIONS } from './store/migrations.js';
import type { Tables } from './store/tables.js';

export interface ControllerDependencies {
  readonly logger: Logger;
  /** Where completed evaluations are broadcast; it is not closed. Otherwise NATS, where it is configured. */
  readonly bus?: EventBus;
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
 * Starts the service; resolves when it serves. Needs neither NATS nor an evaluator to be there. Rejects where
 * the database cannot be used or the address cannot be listened on, saying why.
 */
export async function startController(
  config: ControllerConfig,
  { clock = systemClock, ...dependencies }: ControllerDependencies,
): Promise<RunningController> {
  const shutdown = new Shutdown();
  try {
    const address = await start(config, { ...dependencies, clock }, shutdown);
    return { address, [Symbol.asyncDispose]: () => shutdown[Symbol.asyncDispose]() };
  } catch (error) {
    await shutdown[Symbol.asyncDispose]();
    throw error;
  }
}

async function start(
  config: ControllerConfig,
  { logger, bus, clock, isGone }: ControllerDependencies & { readonly clock: Clock },
  shutdown: Shutdown,
): Promise<string> {
  const db = await openSqlite<Tables>({ path: join(config.stateDir, 'controller.db') });
  shutdown.add(() => db.destroy());
  await migrate(db, MIGRATIONS);

  const broadcasting = startBroadcasting({ db, logger, bus, natsUrl: config.natsUrl });
  shutdown.add(async () => {
    await broadcasting[Symbol.asyncDispose]();
  });
  const controller = new Controller({
    db,
    clock,
    events: logBusinessEvents(logger),
    newToken: randomUUID,
    onBroadcast: () => {
      broadcasting.wake();
    },
  });
  shutdown.add(() => controller.idle());
  if (isGone) await controller.operate((operation) => releaseLeases(operation, isGone));
  await controller.operate(renewLeases);

  const stopping = new AbortController();
  const { sweepIntervalMs: intervalMs } = config;
  const sweeping = sweepLeases({ controller, logger, intervalMs, signal: stopping.signal });
  shutdown.add(async () => {
    stopping.abort();
    await sweeping;
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
  });
  shutdown.add(async () => {
    await server[Symbol.asyncDispose]();
  });
  return server.address;
}
