import { availableParallelism, hostname } from 'node:os';
import { ANY_SEARCH, parseSearchName } from '@blockqnn/api';
import { parseDatasetSource, type DatasetSource } from '@blockqnn/datasets';
import type { ListenAddress } from '@blockqnn/rpc';
import {
  listenAddress,
  logLevel,
  peerAddress,
  readEnvironment,
  wholeNumber,
  type Environment,
} from '@blockqnn/settings';
import type { LogLevel } from '@blockqnn/telemetry';
import { z } from 'zod';

/** Everything that an evaluator can be told. */
export interface EvaluatorConfig {
  readonly listen: ListenAddress;
  /** Where blocks are pulled from, `host:port`; undefined: none are pulled. */
  readonly controllerAddress: string | undefined;
  /** Where trained weights go, `host:port`; undefined: nowhere. */
  readonly registryAddress: string | undefined;
  /** Whose blocks are pulled: `searches/{search}`, or `searches/-` for any running search. */
  readonly search: string;
  /** Image sets besides the built-in `procedural`. */
  readonly datasets: readonly DatasetSource[];
  /** Training processes; 1 to 256. */
  readonly workers: number;
  /** Threads of each training process, where its engine has several: the cores' share of a worker. */
  readonly threadsPerWorker: number;
  /** What computes; undefined: the native engine where it is linked, else wasm. */
  readonly engine: 'wasm' | 'native' | undefined;
  /** Workers are called `{prefix}-{number}`. */
  readonly workerNamePrefix: string;
  /** A block that trains longer is a failure; undefined: no bound. */
  readonly blockTimeoutMs: number | undefined;
  /** A training process that gives no sign of life for so long is killed. */
  readonly stallTimeoutMs: number;
  /** A network that needs more memory than this is not trained. */
  readonly memoryLimitBytes: number;
  /** A training process that occupies more than this after a block is replaced. */
  readonly recycleAboveBytes: number;
  /** A training process is replaced after so many blocks. */
  readonly blocksPerProcess: number;
  /** How long EvaluateBlock waits for a free worker before it says that all are busy. */
  readonly patienceMs: number;
  readonly logLevel: LogLevel;
}

/** What defaults follow from besides the environment. */
export interface Host {
  readonly name: string;
  readonly processId: number;
  readonly cores: number;
}

const MIB = 1024 * 1024;
const thisHost: Host = { name: hostname(), processId: process.pid, cores: availableParallelism() };

/** Reads the environment; an empty variable counts as unset. Throws one error that names every bad variable. */
export function evaluatorConfigFromEnv(env: Environment, host: Host = thisHost): EvaluatorConfig {
  const data = readEnvironment(environmentSchema(host), env);
  return {
    listen: data.BLOCKQNN_EVALUATOR_LISTEN,
    controllerAddress: data.BLOCKQNN_CONTROLLER_ADDRESS,
    registryAddress: data.BLOCKQNN_REGISTRY_ADDRESS,
    search: data.BLOCKQNN_SEARCH,
    datasets: data.BLOCKQNN_DATASETS,
    workers: data.BLOCKQNN_WORKERS,
    threadsPerWorker: Math.max(1, Math.floor(host.cores / data.BLOCKQNN_WORKERS)),
    engine: data.BLOCKQNN_ENGINE,
    workerNamePrefix: data.BLOCKQNN_WORKER_NAME,
    blockTimeoutMs: data.BLOCKQNN_BLOCK_TIMEOUT_SECONDS && data.BLOCKQNN_BLOCK_TIMEOUT_SECONDS * 1000,
    stallTimeoutMs: data.BLOCKQNN_STALL_TIMEOUT_SECONDS * 1000,
    memoryLimitBytes: data.BLOCKQNN_MEMORY_LIMIT_MIB * MIB,
    recycleAboveBytes: data.BLOCKQNN_RECYCLE_ABOVE_MIB * MIB,
    blocksPerProcess: data.BLOCKQNN_BLOCKS_PER_PROCESS,
    patienceMs: data.BLOCKQNN_PATIENCE_SECONDS * 1000,
    logLevel: data.BLOCKQNN_LOG_LEVEL,
  };
}

function environmentSchema(host: Host) {
  return z.object({
    BLOCKQNN_EVALUATOR_LISTEN: listenAddress('127.0.0.1:50052'),
    BLOCKQNN_CONTROLLER_ADDRESS: peerAddress,
    BLOCKQNN_REGISTRY_ADDRESS: peerAddress,
    BLOCKQNN_SEARCH: z
      .string()
      .refine(
        (name) => name === ANY_SEARCH || parseSearchName(name) !== undefined,
        `must be ${ANY_SEARCH} or searches/{search}`,
      )
      .default(ANY_SEARCH),
    BLOCKQNN_DATASETS: z.string().default('').transform(datasetSources),
    BLOCKQNN_WORKERS: wholeNumber(1, 256).default(Math.min(host.cores, 256)),
    BLOCKQNN_ENGINE: z.enum(['wasm', 'native']).optional(),
    // With the number of the worker it has to fit RequestBlocksRequest.worker.
    BLOCKQNN_WORKER_NAME: z
      .string()
      .regex(/^[\x21-\x7e]{1,90}$/, 'must be 1 to 90 printable ASCII characters without spaces')
      .default(`${host.name.slice(0, 80)}-${String(host.processId)}`),
    BLOCKQNN_BLOCK_TIMEOUT_SECONDS: wholeNumber(1, 1_000_000).optional(),
    BLOCKQNN_STALL_TIMEOUT_SECONDS: wholeNumber(1, 1_000_000).default(1800),
    BLOCKQNN_MEMORY_LIMIT_MIB: wholeNumber(64, 1_048_576).default(3072),
    BLOCKQNN_RECYCLE_ABOVE_MIB: wholeNumber(64, 1_048_576).default(1024),
    BLOCKQNN_BLOCKS_PER_PROCESS: wholeNumber(1, 1_000_000).default(200),
    BLOCKQNN_PATIENCE_SECONDS: wholeNumber(0, 3600).default(10),
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
