import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { startSecuredServer } from '@blockqnn/access';
import { CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { createClient } from '@blockqnn/rpc';
import { systemClock, type Clock, type Logger } from '@blockqnn/telemetry';
import { datasetLeftOut, evaluatorReady, workersLaidOut } from './business-events.js';
import type { EngineInfo } from './child/messages.js';
import type { EvaluatorConfig } from './config.js';
import { DatasetCatalogue } from './dataset-catalogue.js';
import { describeDatasets } from './dataset-info.js';
import { thisMachine } from './layout/this-machine.js';
import { chooseLayout } from './layout/worker-layout.js';
import { warnOfMissingFolders } from './missing-folders.js';
import { EVALUATOR_PERMISSIONS } from './permissions.js';
import { PullLoop } from './pull/pull-loop.js';
import { evaluateBlock } from './rpc/evaluate-block.js';
import { getCapabilities } from './rpc/get-capabilities.js';
import { trainModel } from './rpc/train-model.js';
import { Trainings } from './trainings/trainings.js';
import type { Activity } from './workers/activity.js';
import { WorkerPool } from './workers/worker-pool.js';

export interface EvaluatorDependencies {
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Told what the workers do, as it happens; for displays. */
  readonly onActivity?: (activity: Activity) => void;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

/** A worker as seen from outside. */
export interface WorkerStatus {
  readonly name: string;
  /** Process id of its training process; undefined while there is none. */
  readonly pid: number | undefined;
  /** Whether it trains a block. */
  readonly busy: boolean;
}

/**
 * An evaluator at work. Disposing ends the training, gives blocks back to the controller (within
 * {@link HAND_BACK_MS}), ends the streams of callers with UNAVAILABLE and the training processes.
 */
export interface RunningEvaluator extends AsyncDisposable {
  /** host:port with the real port. */
  readonly address: string;
  readonly workers: readonly WorkerStatus[];
  /** What workers compute with, as soon as the first can train. Never rejects; waits for ever where none ever can. */
  readonly engine: Promise<EngineInfo>;
}

/** How long a shutdown waits for controller and registry to take what is in flight. */
const HAND_BACK_MS = 5000;
/** How long a training process may take to obey an abort before it is killed. */
const ABORT_GRACE_MS = 2000;
const NEVER = new AbortController().signal;
const RESTART = { initialMs: 200, maxMs: 30_000 };

/**
 * Starts the service. Resolves when it listens; health says SERVING as soon as a training process is
 * ready. Needs neither controller nor registry to be there. Rejects where it cannot listen, and where the
 * engine asked for is not there. With `workers: 'auto'` it may measure for some seconds first.
 */
export async function startEvaluator(
  config: EvaluatorConfig,
  dependencies: EvaluatorDependencies,
): Promise<RunningEvaluator> {
  const { logger, clock = systemClock, onActivity = () => undefined, signal = NEVER } = dependencies;
  const host = thisMachine(config.stateDir, signal);
  const layout = await chooseLayout(config, host);
  workersLaidOut(logger, layout, host.machine.cores);
  await warnOfMissingFolders(config.datasets, logger);
  const catalogue = new DatasetCatalogue(
    describeDatasets(config.datasets, ({ name }, fault) => {
      datasetLeftOut(logger, { dataset: name, reason: fault.message });
    }),
    clock,
  );
  const pool = new WorkerPool({
    count: layout.workers,
    environments: layout.environments,
    namePrefix: config.workerNamePrefix,
    child: {
      sources: config.datasets.map(({ name, kind, directory }) => `${name}=${kind}:${directory}`),
      memoryLimitBytes: layout.memoryLimitBytes,
      threads: layout.threadsPerWorker,
      engine: layout.engine,
      precision: config.precision,
      xla: config.xla,
    },
    bounds: {
      blockTimeoutMs: config.blockTimeoutMs,
      stallTimeoutMs: config.stallTimeoutMs,
      abortGraceMs: ABORT_GRACE_MS,
    },
    blocksPerChild: config.blocksPerProcess,
    recycleAboveBytes: config.recycleAboveBytes,
    restart: RESTART,
    logger,
    onActivity,
  });
  const { registryAddress, connection } = config;
  const registry =
    registryAddress === undefined
      ? undefined
      : { address: registryAddress, client: createClient(REGISTRY_SERVICE, registryAddress, { connection }) };
  const trainings = new Trainings({
    folder: join(config.stateDir, 'trainings'),
    registry,
    checkpointUploadMs: config.checkpointUploadMs,
    logger,
  });
  const closeTrainings = async (): Promise<void> => {
    await trainings[Symbol.asyncDispose]();
    registry?.client[Symbol.dispose]();
  };
  try {
    const server = await startSecuredServer({
      service: 'evaluator',
      listen: config.listen,
      security: config.security,
      permissions: EVALUATOR_PERMISSIONS,
      contract: EVALUATOR_SERVICE,
      handlers: {
        evaluateBlock: evaluateBlock({ pool, catalogue, patienceMs: config.patienceMs }),
        trainModel: trainModel({ pool, catalogue, trainings, patienceMs: config.patienceMs }),
        getCapabilities: getCapabilities({ pool, catalogue }),
      },
      logger,
      serving: false,
    });
    const engine = new Promise<EngineInfo>((resolve) => {
      pool.onceReady((info) => {
        server.setServing(true);
        evaluatorReady(logger, info, layout.workers);
        resolve(info);
      });
    });
    const pulling = startPulling(config, pool, catalogue, logger);
    await trainings.handInLeftovers();
    return {
      address: server.address,
      workers: pool.workers,
      engine,
      [Symbol.asyncDispose]: async () => {
        await Promise.all([pulling[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
        // Calls are over as soon as they are cancelled; their training processes write checkpoints then.
        await trainings.idle();
        await Promise.all([pool[Symbol.asyncDispose](), closeTrainings()]);
      },
    };
  } catch (error) {
    await closeTrainings();
    await pool[Symbol.asyncDispose]();
    throw error;
  }
}

/** One loop for each worker; none where no controller is configured. Disposing gives back what is in flight. */
function startPulling(
  config: EvaluatorConfig,
  pool: WorkerPool,
  catalogue: DatasetCatalogue,
  logger: Logger,
): AsyncDisposable {
  const { controllerAddress, registryAddress, search, connection } = config;
  if (controllerAddress === undefined) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const controller = createClient(CONTROLLER_SERVICE, controllerAddress, { connection });
  const registry =
    registryAddress === undefined
      ? undefined
      : createClient(REGISTRY_SERVICE, registryAddress, { connection });
  const stopping = new AbortController();
  const deadline = new AbortController();
  // Every loop listens.
  setMaxListeners(0, stopping.signal, deadline.signal);
  const loops = pool.workers.map((worker) =>
    new PullLoop({
      pool,
      worker,
      catalogue,
      controller,
      registry,
      search,
      stopping: stopping.signal,
      deadline: deadline.signal,
      logger,
    }).run(),
  );
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort(new Error('the evaluator is shutting down'));
      const timer = setTimeout(() => {
        deadline.abort(new Error('the evaluator is shutting down'));
      }, HAND_BACK_MS);
      await Promise.all(loops);
      clearTimeout(timer);
      controller[Symbol.dispose]();
      registry?.[Symbol.dispose]();
    },
  };
}
