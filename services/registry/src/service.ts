import { join } from 'node:path';
import { startSecuredServer } from '@blockqnn/access';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import type { EventBus } from '@blockqnn/events';
import {
  DatabaseGate,
  databaseLocation,
  describeLocation,
  gatedHandlers,
  migrate,
  openDatabase,
  type DatabaseLocation,
} from '@blockqnn/storage';
import { systemClock, type Logger } from '@blockqnn/telemetry';
import { withArtifactErrors } from './artifacts/artifact-rpc-error.js';
import { openArtifacts } from './artifacts/artifacts.js';
import { OrphanCollector } from './artifacts/orphan-collector.js';
import type { RegistryConfig } from './config.js';
import { startIntake } from './intake.js';
import { openModelExports } from './exports/open-model-exports.js';
import { KnownBlocks } from './known-blocks.js';
import { KeptWeights } from './models/kept-weights.js';
import { REGISTRY_PERMISSIONS } from './permissions.js';
import { registryHandlers } from './rpc/handlers.js';
import { MIGRATIONS } from './store/migrations.js';
import type { Database, Tables } from './store/tables.js';

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

/** PostgreSQL schema of the tables, so that a controller may share the database. */
const SCHEMA = 'blockqnn_registry';

/**
 * Starts the service; resolves when it answers. Health says NOT_SERVING until the database and the artifact store are
 * there and the subscription stands, which with a bus given it does from the start. A database or a store that is away
 * is waited for. Rejects where the state folder, the database or the artifact store cannot be used or the address
 * cannot be listened on, saying why.
 */
export async function startRegistry(
  config: RegistryConfig,
  { logger, bus }: RegistryDependencies,
): Promise<RunningRegistry> {
  const { stateDir, databaseUrl, sqliteSynchronous: synchronous } = config;
  const location = databaseLocation(databaseUrl, { path: join(stateDir, 'registry.db'), synchronous });
  const opening = { schema: SCHEMA, applicationName: 'blockqnn-registry' };
  const db = await openDatabase<Tables>(location, opening);
  const ends: (() => PromiseLike<void> | void)[] = [() => db.destroy()];
  const end = async (): Promise<void> => {
    for (const each of ends.reverse()) await each();
  };
  try {
    const address = await serve({ config, location, db, logger, bus, onEnd: (each) => void ends.push(each) });
    return { address, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

interface Serving {
  readonly config: RegistryConfig;
  readonly location: DatabaseLocation;
  readonly db: Database;
  readonly logger: Logger;
  readonly bus: EventBus | undefined;
  /** What to do at the end, the last first. */
  readonly onEnd: (end: () => PromiseLike<void> | void) => void;
}

async function serve({ config, location, db, logger, bus, onEnd }: Serving): Promise<string> {
  const database = describeLocation(location);
  let subscribed = false;
  let closing = false;
  const blocks = new KnownBlocks(db);
  onEnd(() => blocks[Symbol.asyncDispose]());
  /** Beforehand, so that nobody waits for it. */
  const readBlocks = (): void => {
    blocks.refresh().then(
      () => {
        logger.debug({ blocks: blocks.size }, 'blocks read');
      },
      (error: unknown) => {
        gate.suspect(error);
      },
    );
  };
  const gate = new DatabaseGate({
    attempt: () => migrate(db, MIGRATIONS),
    onChange: (open) => {
      if (!open) logger.error({ database }, 'the database is away; calls are refused until it is back');
      else {
        logger.info({ database }, 'the database is there');
        readBlocks();
      }
      tellHealth();
    },
    onAway: (error) => {
      logger.warn({ err: error, database }, 'waiting for the database');
    },
  });
  const artifacts = await openArtifacts({
    place: config.artifacts,
    clock: systemClock,
    logger,
    onChange: () => {
      tellHealth();
    },
  });
  onEnd(() => artifacts[Symbol.asyncDispose]());
  const collector = new OrphanCollector({
    ...artifacts,
    db,
    clock: systemClock,
    graceMs: config.artifactGraceMs,
    isReady: () => gate.isOpen && artifacts.store.isOpen && subscribed,
    logger,
  });
  onEnd(() => collector[Symbol.asyncDispose]());
  const weights = new KeptWeights(artifacts.store);
  const models = await openModelExports(join(config.stateDir, 'spool'), config.exportSpoolBytes, weights);
  onEnd(() => models[Symbol.asyncDispose]());
  const { exports } = models;
  const { maxExportBytes: maxWeightsBytes } = config;
  const parts = { blocks, artifacts, collector, weights, exports, maxWeightsBytes };
  const handlers = withArtifactErrors(registryHandlers(db, parts, systemClock));
  const { uploadArtifact, queryUpload, fetchArtifact } = handlers;
  const server = await startSecuredServer({
    service: 'registry',
    listen: config.listen,
    security: config.security,
    permissions: REGISTRY_PERMISSIONS,
    contract: REGISTRY_SERVICE,
    // These need no database.
    handlers: { ...gatedHandlers(gate, handlers), uploadArtifact, queryUpload, fetchArtifact },
    logger,
    serving: false,
  });
  const tellHealth = (): void => {
    if (!closing) server.setServing(gate.isOpen && artifacts.store.isOpen && subscribed);
  };
  onEnd(() => {
    gate[Symbol.dispose]();
  });
  const intake = startIntake({ db, turns: artifacts.turns, gate, logger, bus, nats: config.nats });
  onEnd(() => intake[Symbol.asyncDispose]());
  onEnd(() => {
    closing = true;
    return server[Symbol.asyncDispose]();
  });
  const standing = intake.standing.then(
    () => {
      subscribed = true;
      tellHealth();
    },
    (error: unknown) => {
      if (!closing) logger.error({ err: error }, 'no subscription to completed evaluations');
    },
  );
  await artifacts.store.start();
  await gate.start();
  // A bus in this process takes the subscription at once, and whoever gave it may publish from now on.
  if (bus) await standing;
  return server.address;
}
