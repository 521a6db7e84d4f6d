import { securityFrom, securityVariables, type ServerSecurity } from '@blockqnn/access';
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
import type { SqliteSynchronous } from '@blockqnn/storage';
import type { LogLevel } from '@blockqnn/telemetry';
import { z } from 'zod';
import { artifactsFrom, artifactVariables } from './artifacts/artifact-settings.js';
import type { ArtifactPlace } from './artifacts/artifacts.js';

/** Everything that a registry can be told. */
export interface RegistryConfig {
  readonly listen: ListenAddress;
  readonly security: ServerSecurity;
  /** Folder of the file `registry.db`, and of what is on its way in and out; made where it is missing. */
  readonly stateDir: string;
  /** Database on a PostgreSQL server; undefined: the file `registry.db`. */
  readonly databaseUrl: string | undefined;
  /** Whether a commit to the file is on disk when it returns. */
  readonly sqliteSynchronous: SqliteSynchronous;
  /** Undefined: nothing new comes in unless a bus is given. */
  readonly nats: NatsConfig | undefined;
  /** Bytes that the weights of an exported model may have. */
  readonly maxExportBytes: number;
  /** Bytes of disk that exported models may take; at least twice `maxExportBytes`. */
  readonly exportSpoolBytes: number;
  /** Where weights, checkpoints and curves are kept. */
  readonly artifacts: ArtifactPlace;
  /** How long an artifact that nothing names is kept; undefined: for ever. */
  readonly artifactGraceMs: number | undefined;
  readonly logLevel: LogLevel;
}

const MIB = 2 ** 20;

/** What a registry reads. */
export const REGISTRY_VARIABLES = z.object({
  BLOCKQNN_REGISTRY_LISTEN: listenAddress('127.0.0.1:50053'),
  ...securityVariables,
  BLOCKQNN_STATE_DIR: stateDir,
  BLOCKQNN_DATABASE_URL: databaseUrl,
  BLOCKQNN_SQLITE_SYNCHRONOUS: sqliteSynchronous,
  ...natsVariables,
  BLOCKQNN_MAX_EXPORT_MIB: wholeNumber(1, 99_999)
    .default(512)
    .describe('weights of a model that is exported, in MiB'),
  BLOCKQNN_EXPORT_SPOOL_MIB: wholeNumber(2, 9_999_999)
    .default(4096)
    .describe('disk for exported models, in MiB; at least twice BLOCKQNN_MAX_EXPORT_MIB'),
  ...artifactVariables,
  BLOCKQNN_LOG_LEVEL: logLevel,
});

/** Reads the environment; an empty variable counts as unset. Throws one error that names every bad variable. */
export function registryConfigFromEnv(env: Environment): RegistryConfig {
  const data = readEnvironment(REGISTRY_VARIABLES, env);
  if (data.BLOCKQNN_EXPORT_SPOOL_MIB < 2 * data.BLOCKQNN_MAX_EXPORT_MIB) {
    throw new Error(
      `BLOCKQNN_EXPORT_SPOOL_MIB: must be at least ${2 * data.BLOCKQNN_MAX_EXPORT_MIB}, twice BLOCKQNN_MAX_EXPORT_MIB`,
    );
  }
  return {
    listen: data.BLOCKQNN_REGISTRY_LISTEN,
    security: securityFrom(data),
    stateDir: data.BLOCKQNN_STATE_DIR,
    databaseUrl: data.BLOCKQNN_DATABASE_URL,
    sqliteSynchronous: data.BLOCKQNN_SQLITE_SYNCHRONOUS,
    nats: natsFrom(data),
    maxExportBytes: data.BLOCKQNN_MAX_EXPORT_MIB * MIB,
    exportSpoolBytes: data.BLOCKQNN_EXPORT_SPOOL_MIB * MIB,
    ...artifactsFrom(data, data.BLOCKQNN_STATE_DIR),
    logLevel: data.BLOCKQNN_LOG_LEVEL,
  };
}
