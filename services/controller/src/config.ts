import { join } from 'node:path';
import { securityFrom, securityVariables, type ServerSecurity } from '@blockqnn/access';
import { parseDatasetSource } from '@blockqnn/datasets';
import type { NatsConfig } from '@blockqnn/events';
import type { ListenAddress } from '@blockqnn/rpc';
import {
  databaseUrl,
  listenAddress,
  logLevel,
  natsFrom,
  natsVariables,
  readEnvironment,
  sqliteSynchronous,
  stateDir,
  wholeNumber,
  type Environment,
} from '@blockqnn/settings';
import type { DatabaseLocation } from '@blockqnn/storage';
import type { LogLevel } from '@blockqnn/telemetry';
import { z } from 'zod';

/** Everything that a controller can be told. */
export interface ControllerConfig {
  readonly listen: ListenAddress;
  readonly security: ServerSecurity;
  readonly database: DatabaseLocation;
  /** Undefined: events wait in the outbox unless a bus is given. */
  readonly nats: NatsConfig | undefined;
  /** Names of the datasets that searches may use; undefined: any. */
  readonly datasets: readonly string[] | undefined;
  /** How often expired leases are looked for. */
  readonly sweepIntervalMs: number;
  /** How long deleted searches are kept. */
  readonly keepDeletedMs: number;
  readonly logLevel: LogLevel;
}

/** The image set that every evaluator has. */
const BUILT_IN_DATASET = 'procedural';

/** What a controller reads. */
export const CONTROLLER_VARIABLES = z.object({
  BLOCKQNN_CONTROLLER_LISTEN: listenAddress('127.0.0.1:50051'),
  ...securityVariables,
  BLOCKQNN_STATE_DIR: stateDir,
  BLOCKQNN_DATABASE_URL: databaseUrl,
  BLOCKQNN_SQLITE_SYNCHRONOUS: sqliteSynchronous,
  ...natsVariables,
  BLOCKQNN_DATASETS: z
    .string()
    .transform(datasetNames)
    .optional()
    .describe('names of image sets that searches may use, separated by commas; unset: any'),
  BLOCKQNN_SWEEP_INTERVAL_MS: wholeNumber(10, 999_999)
    .default(1000)
    .describe('how often expired leases are looked for'),
  BLOCKQNN_KEEP_DELETED_DAYS: wholeNumber(0, 3650)
    .default(30)
    .describe('how long deleted searches can be brought back'),
  BLOCKQNN_LOG_LEVEL: logLevel,
});

/** Reads the environment; an empty variable counts as unset. Throws one error that names every bad variable. */
export function controllerConfigFromEnv(env: Environment): ControllerConfig {
  const data = readEnvironment(CONTROLLER_VARIABLES, env);
  return {
    listen: data.BLOCKQNN_CONTROLLER_LISTEN,
    security: securityFrom(data),
    database:
      data.BLOCKQNN_DATABASE_URL === undefined
        ? {
            kind: 'sqlite',
            path: join(data.BLOCKQNN_STATE_DIR, 'controller.db'),
            synchronous: data.BLOCKQNN_SQLITE_SYNCHRONOUS,
          }
        : { kind: 'postgres', url: data.BLOCKQNN_DATABASE_URL },
    nats: natsFrom(data),
    datasets: data.BLOCKQNN_DATASETS,
    sweepIntervalMs: data.BLOCKQNN_SWEEP_INTERVAL_MS,
    keepDeletedMs: data.BLOCKQNN_KEEP_DELETED_DAYS * 24 * 3_600_000,
    logLevel: data.BLOCKQNN_LOG_LEVEL,
  };
}

/** Either names or, as for evaluators, sources: `cifar10,small=cifar100:DIR`. */
function datasetNames(text: string, context: z.RefinementCtx): string[] {
  const names = new Set([BUILT_IN_DATASET]);
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    try {
      names.add(/^[a-z0-9][a-z0-9-]{0,62}$/.test(part) ? part : parseDatasetSource(part).name);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    }
  }
  return [...names];
}
