import { parseDatasetSource } from '@blockqnn/datasets';
import { parseAddress, type ListenAddress } from '@blockqnn/rpc';
import { LOG_LEVELS, type LogLevel } from '@blockqnn/telemetry';
import { z } from 'zod';

/** Everything that a controller can be told. */
export interface ControllerConfig {
  readonly listen: ListenAddress;
  /** Folder of the database, `controller.db`; made where it is missing. */
  readonly stateDir: string;
  /** Servers of one NATS cluster, comma-separated; undefined: events wait in the outbox unless a bus is given. */
  readonly natsUrl: string | undefined;
  /** Names of the datasets that searches may use; undefined: any. */
  readonly datasets: readonly string[] | undefined;
  /** How often expired leases are looked for. */
  readonly sweepIntervalMs: number;
  readonly logLevel: LogLevel;
}

/** The image set that every evaluator has. */
const BUILT_IN_DATASET = 'procedural';

const environmentSchema = z.object({
  BLOCKQNN_CONTROLLER_LISTEN: z.string().default('127.0.0.1:50051').transform(listenAddress),
  BLOCKQNN_STATE_DIR: z.string().default('.blockqnn'),
  BLOCKQNN_NATS_URL: z
    .string()
    .regex(
      /^\s*(nats|tls):\/\/[^\s,]+(\s*,\s*(nats|tls):\/\/[^\s,]+)*\s*$/,
      'must be nats://host:port, several separated by commas',
    )
    .optional(),
  BLOCKQNN_DATASETS: z.string().transform(datasetNames).optional(),
  BLOCKQNN_SWEEP_INTERVAL_MS: z
    .string()
    .regex(/^[1-9][0-9]{1,5}$/, 'must be a whole number from 10 to 999999')
    .default('1000')
    .transform(Number),
  BLOCKQNN_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** Reads the environment; an empty variable counts as unset. Throws one error that names every bad variable. */
export function controllerConfigFromEnv(env: Readonly<Record<string, string | undefined>>): ControllerConfig {
  const { data, error } = environmentSchema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (error) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  return {
    listen: data.BLOCKQNN_CONTROLLER_LISTEN,
    stateDir: data.BLOCKQNN_STATE_DIR,
    natsUrl: data.BLOCKQNN_NATS_URL,
    datasets: data.BLOCKQNN_DATASETS,
    sweepIntervalMs: data.BLOCKQNN_SWEEP_INTERVAL_MS,
    logLevel: data.BLOCKQNN_LOG_LEVEL,
  };
}

function listenAddress(text: string, context: z.RefinementCtx): ListenAddress {
  const address = parseAddress(text);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: 'must be host:port, for instance 127.0.0.1:50051' });
  return z.NEVER;
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
