import { hostname } from 'node:os';
import {
  connectionFrom,
  connectionVariables,
  securityFrom,
  securityVariables,
  type ServerSecurity,
} from '@blockqnn/access';
import { ANY_SEARCH, parseSearchName } from '@blockqnn/api';
import { parseDatasetSource, type DatasetSource } from '@blockqnn/datasets';
import type { ClientConnection, ListenAddress } from '@blockqnn/rpc';
import {
  listenAddress,
  logLevel,
  peerAddress,
  readEnvironment,
  stateDir,
  wholeNumber,
  wholeNumberOr,
  type Environment,
} from '@blockqnn/settings';
import type { LogLevel } from '@blockqnn/telemetry';
import { z } from 'zod';

/** Everything that an evaluator can be told. */
export interface EvaluatorConfig {
  readonly listen: ListenAddress;
  readonly security: ServerSecurity;
  /** How controller and registry are reached. */
  readonly connection: ClientConnection;
  /** Where blocks are pulled from, `host:port`, or several separated by commas; undefined: none are pulled. */
  readonly controllerAddress: string | undefined;
  /** Where trained weights go, likewise; undefined: nowhere. */
  readonly registryAddress: string | undefined;
  /** Whose blocks are pulled: `searches/{search}`, or `searches/-` for any running search. */
  readonly search: string;
  /** Image sets besides the built-in `procedural`. */
  readonly datasets: readonly DatasetSource[];
  /** Training processes, 1 to 256; `auto`: as many as train most, measured; undefined: one per GPU or core. */
  readonly workers: number | 'auto' | undefined;
  /** What computes; undefined: the native engine where it is linked, else wasm. */
  readonly engine: 'wasm' | 'native' | undefined;
  /** Numbers that the native engine convolves in. */
  readonly precision: 'float32' | 'bfloat16';
  /** Whether the native engine lets XLA compile its graphs. */
  readonly xla: boolean;
  /** Workers are called `{prefix}-{number}`. */
  readonly workerNamePrefix: string;
  /** A block that trains longer is a failure; undefined: no bound. */
  readonly blockTimeoutMs: number | undefined;
  /** A training process that gives no sign of life for so long is killed. */
  readonly stallTimeoutMs: number;
  /**
   * A network with which a training process would occupy more is not trained, and a process that does is
   * killed; undefined: each worker's share of the machine's memory.
   */
  readonly memoryLimitBytes: number | undefined;
  /** A training process in which a block leaves more than this occupied, beside itself and its images, is replaced. */
  readonly recycleAboveBytes: number;
  /** A training process is replaced after so many blocks. */
  readonly blocksPerProcess: number;
  /** From one checkpoint of a full training that the registry is given to the next, at least; undefined: it is given none. */
  readonly checkpointUploadMs: number | undefined;
  /** How long EvaluateBlock waits for a free worker before it says that all are busy. */
  readonly patienceMs: number;
  /** Folder for what is measured once. */
  readonly stateDir: string;
  readonly logLevel: LogLevel;
}

/** What defaults follow from besides the environment. */
export interface Host {
  readonly name: string;
  readonly processId: number;
}

const MIB = 1024 * 1024;
const thisHost: Host = { name: hostname(), processId: process.pid };

/** Reads the environment; an empty variable counts as unset. Throws one error that names every bad variable. */
export function evaluatorConfigFromEnv(env: Environment, host: Host = thisHost): EvaluatorConfig {
  const data = readEnvironment(evaluatorVariables(host), env);
  return {
    listen: data.BLOCKQNN_EVALUATOR_LISTEN,
    security: securityFrom(data),
    connection: connectionFrom(data),
    controllerAddress: data.BLOCKQNN_CONTROLLER_ADDRESS,
    registryAddress: data.BLOCKQNN_REGISTRY_ADDRESS,
    search: data.BLOCKQNN_SEARCH,
    datasets: data.BLOCKQNN_DATASETS,
    workers: data.BLOCKQNN_WORKERS,
    engine: data.BLOCKQNN_ENGINE,
    precision: data.BLOCKQNN_PRECISION,
    xla: data.BLOCKQNN_XLA === 'on',
    workerNamePrefix: data.BLOCKQNN_WORKER_NAME,
    blockTimeoutMs: data.BLOCKQNN_BLOCK_TIMEOUT_SECONDS && data.BLOCKQNN_BLOCK_TIMEOUT_SECONDS * 1000,
    stallTimeoutMs: data.BLOCKQNN_STALL_TIMEOUT_SECONDS * 1000,
    memoryLimitBytes: data.BLOCKQNN_MEMORY_LIMIT_MIB && data.BLOCKQNN_MEMORY_LIMIT_MIB * MIB,
    recycleAboveBytes: data.BLOCKQNN_RECYCLE_ABOVE_MIB * MIB,
    blocksPerProcess: data.BLOCKQNN_BLOCKS_PER_PROCESS,
    checkpointUploadMs:
      data.BLOCKQNN_CHECKPOINT_UPLOAD_SECONDS === 'never'
        ? undefined
        : data.BLOCKQNN_CHECKPOINT_UPLOAD_SECONDS * 1000,
    patienceMs: data.BLOCKQNN_PATIENCE_SECONDS * 1000,
    stateDir: data.BLOCKQNN_STATE_DIR,
    logLevel: data.BLOCKQNN_LOG_LEVEL,
  };
}

/** What an evaluator reads. */
export function evaluatorVariables(host: Host = thisHost) {
  return z.object({
    BLOCKQNN_EVALUATOR_LISTEN: listenAddress('127.0.0.1:50052'),
    ...securityVariables,
    ...connectionVariables,
    BLOCKQNN_CONTROLLER_ADDRESS: peerAddress.describe(
      'host:port of the controller, several separated by commas; unset: no blocks are pulled',
    ),
    BLOCKQNN_REGISTRY_ADDRESS: peerAddress.describe(
      'host:port of the registry, likewise; unset: trained weights are not kept',
    ),
    BLOCKQNN_SEARCH: z
      .string()
      .refine(
        (name) => name === ANY_SEARCH || parseSearchName(name) !== undefined,
        `must be ${ANY_SEARCH} or searches/{search}`,
      )
      .default(ANY_SEARCH)
      .describe('pull blocks of this search alone, searches/{search}'),
    BLOCKQNN_DATASETS: z
      .string()
      .default('')
      .transform(datasetSources)
      .describe('image sets besides procedural: cifar10:DIR,NAME=imagefolder:DIR'),
    BLOCKQNN_WORKERS: wholeNumberOr('auto', 1, 256)
      .optional()
      .describe('training processes, or auto: as many as train most; unset: one for each GPU or core'),
    BLOCKQNN_ENGINE: z
      .enum(['wasm', 'native'], 'must be wasm or native')
      .optional()
      .describe('what computes, wasm or native; unset: native where it is linked'),
    BLOCKQNN_PRECISION: z
      .enum(['float32', 'bfloat16'], 'must be float32 or bfloat16')
      .default('float32')
      .describe('numbers that the native engine convolves in, float32 or bfloat16'),
    BLOCKQNN_XLA: z
      .enum(['on', 'off'], 'must be on or off')
      .default('off')
      .describe("on: XLA compiles the native engine's graphs"),
    // With the number of the worker it has to fit RequestBlocksRequest.worker.
    BLOCKQNN_WORKER_NAME: z
      .string()
      .regex(/^[\x21-\x7e]{1,90}$/, 'must be 1 to 90 printable ASCII characters without spaces')
      .default(`${host.name.slice(0, 80)}-${String(host.processId)}`)
      .describe('workers are called {this}-1, {this}-2, …; host and process id unless given'),
    BLOCKQNN_BLOCK_TIMEOUT_SECONDS: wholeNumber(1, 1_000_000)
      .optional()
      .describe('a block that trains longer is a failure; unset: no bound'),
    BLOCKQNN_STALL_TIMEOUT_SECONDS: wholeNumber(1, 1_000_000)
      .default(1800)
      .describe('a training process that does nothing for so long is killed'),
    BLOCKQNN_MEMORY_LIMIT_MIB: wholeNumber(256, 16_777_216)
      .optional()
      .describe("most that a training process may occupy; unset: the worker's share"),
    BLOCKQNN_RECYCLE_ABOVE_MIB: wholeNumber(64, 1_048_576)
      .default(1024)
      .describe('a training process in which a block leaves more occupied is replaced'),
    BLOCKQNN_BLOCKS_PER_PROCESS: wholeNumber(1, 1_000_000)
      .default(200)
      .describe('a training process is replaced after so many'),
    BLOCKQNN_CHECKPOINT_UPLOAD_SECONDS: wholeNumberOr('never', 1, 1_000_000)
      .default(600)
      .describe('from one checkpoint given to the registry to the next, at least, or never'),
    BLOCKQNN_PATIENCE_SECONDS: wholeNumber(0, 3600)
      .default(10)
      .describe('how long calls wait for a free worker'),
    BLOCKQNN_STATE_DIR: stateDir,
    BLOCKQNN_LOG_LEVEL: logLevel,
  });
}

/** `cifar10:DIR,small=cifar100:DIR`. */
function datasetSources(text: string, context: z.RefinementCtx): DatasetSource[] {
  const sources: DatasetSource[] = [];
  for (const part of text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    try {
      const source = parseDatasetSource(part);
      if (sources.some(({ name }) => name === source.name))
        throw new Error(`two datasets are called "${source.name}"`);
      sources.push(source);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    }
  }
  return sources;
}
