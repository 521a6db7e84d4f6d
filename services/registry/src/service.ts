import { join } from 'node:path';
import { startSecuredServer } from '@blockqnn/access';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import type { EventBus } from '@blockqnn/events';
import { migrate, openSqlite } from '@blockqnn/storage';
import { systemClock, type Logger } from '@blockqnn/telemetry';
import type { RegistryConfig } from './config.js';
import { startIntake } from './intake.js';
import { MemoryBudget } from './models/memory-budget.js';
import { REGISTRY_PERMISSIONS } from './permissions.js';
import { registryHandlers } from './rpc/handlers.js';
import { MIGRATIONS } from './store/migrations.js';
import type { Database, Tables } from './store/tables.js';
import { WeightsFolder } from './store/weights-folder.js';

export interface RegistryDependencies {
  readonly logger: Logger;
  /** Where completed evaluations come from; it is not closed. Otherwise NATS, where it is configured. */
  readonly bus?: EventBus;
}

/** A registry at work. Disposing lets calls in flight finish, then closes the database. */
export interface RunningRegistry extends AsyncDisposable {
  /** host:port with the real port. */
  readonly address: string;
}

/**
 * Starts the service; resolves when it answers. With a bus given, its subscription stands then; with NATS
 * configured, health says NOT_SERVING until it does. Rejects where the state folder cannot be used or the
 * address cannot be listened on, saying why.
 */
export async function startRegistry(
  config: RegistryConfig,
  { logger, bus }: RegistryDependencies,
): Promise<RunningRegistry> {
  const db = await openSqlite<Tables>({ path: join(config.stateDir, 'registry.db') });
  try {
    return await serve(config, db, logger, bus);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function serve(
  config: RegistryConfig,
  db: Database,
  logger: Logger,
  bus: EventBus | undefined,
): Promise<RunningRegistry> {
  await migrate(db, MIGRATIONS);
  const folder = await WeightsFolder.open(join(config.stateDir, 'weights'));
  const server = await startSecuredServer({
    service: 'registry',
    listen: config.listen,
    security: config.security,
    permissions: REGISTRY_PERMISSIONS,
    contract: REGISTRY_SERVICE,
    handlers: registryHandlers(db, { folder, budget: new MemoryBudget(config.maxExportBytes) }, systemClock),
    logger,
    serving: false,
  });
  const intake = startIntake({ db, logger, bus, natsUrl: config.natsUrl });
  let closing = false;
  const serving = intake.standing.then(
    () => {
      if (!closing) server.setServing(true);
    },
    (error: unknown) => {
      if (!closing) logger.error({ err: error }, 'no subscription to completed evaluations');
    },
  );
  // A bus in this process takes the subscription at once, and whoever gave it may publish from now on.
  if (bus) await serving;
  return {
    address: server.address,
    [Symbol.asyncDispose]: async () => {
      closing = true;
      await server[Symbol.asyncDispose]();
      await intake[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}
