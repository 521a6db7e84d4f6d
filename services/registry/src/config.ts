import { parseAddress, type ListenAddress } from '@blockqnn/rpc';
import { LOG_LEVELS, type LogLevel } from '@blockqnn/telemetry';
import { z } from 'zod';

/** Everything that a registry can be told. */
export interface RegistryConfig {
  readonly listen: ListenAddress;
  /** Folder of the database, `registry.db`, and of trained weights, `weights/`; made where it is missing. */
  readonly stateDir: string;
  /** Servers of one NATS cluster, comma-separated; undefined: nothing new comes in unless a bus is given. */
  readonly natsUrl: string | undefined;
  /** Bytes that the weights of all models being exported at once may have. */
  readonly maxExportBytes: number;
  readonly logLevel: LogLevel;
}

const MIB = 2 ** 20;

const environmentSchema = z.object({
  BLOCKQNN_REGISTRY_LISTEN: z.string().default('127.0.0.1:50053').transform(listenAddress),
  BLOCKQNN_STATE_DIR: z.string().default('.blockqnn'),
  BLOCKQNN_NATS_URL: z
    .string()
    .regex(
      /^\s*(nats|tls):\/\/[^\s,]+(\s*,\s*(nats|tls):\/\/[^\s,]+)*\s*$/,
      'must be nats://host:port, several separated by commas',
    )
    .optional(),
  BLOCKQNN_MAX_EXPORT_MIB: z
    .string()
    .regex(/^[1-9][0-9]{0,4}$/, 'must be a whole number from 1 to 99999')
    .default('512')
    .transform(Number),
  BLOCKQNN_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** Reads the environment; an empty variable counts as unset. Throws one error that names every bad variable. */
export function registryConfigFromEnv(env: Readonly<Record<string, string | undefined>>): RegistryConfig {
  const { data, error } = environmentSchema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (error) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  return {
    listen: data.BLOCKQNN_REGISTRY_LISTEN,
    stateDir: data.BLOCKQNN_STATE_DIR,
    natsUrl: data.BLOCKQNN_NATS_URL,
    maxExportBytes: data.BLOCKQNN_MAX_EXPORT_MIB * MIB,
    logLevel: data.BLOCKQNN_LOG_LEVEL,
  };
}

function listenAddress(text: string, context: z.RefinementCtx): ListenAddress {
  const address = parseAddress(text);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: 'must be host:port, for instance 127.0.0.1:50053' });
  return z.NEVER;
}
