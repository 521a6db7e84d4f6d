import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  START_MS,
  UsageError,
  type KeptCheckpoint,
  type LocalEvaluator,
  type LocalEvaluatorOptions,
} from '@blockqnn/cli';
import { describeDataset, type DatasetSource } from '@blockqnn/datasets';
import { evaluatorConfigFromEnv, startEvaluator, type EvaluatorConfig } from '@blockqnn/evaluator';
import { unavailable } from '@blockqnn/rpc';
import { nativeLink } from '@blockqnn/training/linking';
import { checkEngine } from './check-engine.js';
import { raceSignal } from './race-signal.js';
import { logLevelOf, openLog } from './log-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** An evaluator of one worker in this process, for `blockqnn train --local`. Throws {@link UsageError}. */
export async function startLocalEvaluator(
  options: LocalEvaluatorOptions,
  env: Environment,
): Promise<LocalEvaluator> {
  checkEngine(options.engine, nativeLink());
  const config = configOf(options, env);
  const { stateDir } = config;
  await Promise.all(options.datasets.map(checkSource));
  const flag = options.stateDir === undefined ? 'BLOCKQNN_STATE_DIR' : '--out';
  const log = await openLog(join(stateDir, 'log', 'train.jsonl'), logLevelOf(env), flag);
  const running = await startEvaluator(config, { logger: log.logger, signal: options.signal });
  try {
    await inTime(raceSignal(running.engine, options.signal), join(stateDir, 'log', 'train.jsonl'));
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
  return {
    address: running.address,
    stateDir,
    checkpointOf: (training) => checkpointIn(join(stateDir, training, 'checkpoints')),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/** What is wrong with a folder is told before anything starts, by its name. */
async function checkSource(source: DatasetSource): Promise<void> {
  try {
    // Lists the classes of an image folder; of other kinds it knows them.
    describeDataset(source);
    await stat(source.directory);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const fault = missing ? `${source.directory}: does not exist` : (error as Error).message;
    throw new UsageError(`--dataset: ${fault}`);
  }
}

async function checkpointIn(folder: string): Promise<KeptCheckpoint | undefined> {
  // Not loaded unless it is asked for: it brings the engines along.
  const { CheckpointFolder } = await import('@blockqnn/training');
  const checkpoint = await new CheckpointFolder(folder).read();
  return (
    checkpoint && {
      epochs: checkpoint.progress.epochs.length,
      steps: checkpoint.progress.position?.steps ?? 0,
    }
  );
}

/** Waits for the engine as long as the command waits for an evaluator elsewhere. */
async function inTime(ready: Promise<unknown>, log: string): Promise<void> {
  const timer = new AbortController();
  const late = sleep(START_MS, undefined, { signal: timer.signal }).then(() => {
    const message = `no training process was ready within ${String(START_MS / 1000)} s; ${log} says why`;
    throw unavailable('NOT_READY', message, 0);
  });
  try {
    await Promise.race([ready, late]);
  } finally {
    late.catch(() => undefined);
    timer.abort();
  }
}

function configOf(options: LocalEvaluatorOptions, env: Environment): EvaluatorConfig {
  const config = readConfig({
    ...env,
    BLOCKQNN_EVALUATOR_LISTEN: '127.0.0.1:0',
    BLOCKQNN_CONTROLLER_ADDRESS: undefined,
    BLOCKQNN_REGISTRY_ADDRESS: options.registryAddress,
    BLOCKQNN_WORKERS: '1',
    ...(options.engine && { BLOCKQNN_ENGINE: options.engine }),
    ...(options.stateDir !== undefined && { BLOCKQNN_STATE_DIR: options.stateDir }),
  });
  const named = new Set(options.datasets.map(({ name }) => name));
  const others = config.datasets.filter(({ name }) => !named.has(name));
  return {
    ...config,
    // Nobody but this process calls it, whatever the environment says of services.
    security: evaluatorConfigFromEnv({}).security,
    connection: options.connection,
    datasets: [...options.datasets, ...others],
  };
}

function readConfig(env: Environment): EvaluatorConfig {
  try {
    return evaluatorConfigFromEnv(env);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
