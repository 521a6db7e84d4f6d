import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import {
  evaluatorConfigFromEnv,
  startEvaluator,
  type Activity,
  type RunningEvaluator,
} from '@blockqnn/evaluator';
import { createInProcessBus } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { formatAddress } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import type { DatasetSource } from '@blockqnn/datasets';
import { DisposalStack } from './disposal-stack.js';
import { isOwnWorker, WORKER_PREFIX } from './worker-name.js';

export interface PlatformOptions {
  /** Folder for databases and models; made where it is missing. */
  readonly stateDir: string;
  /** The controller's port; evaluator and registry take the two after it. 0: any free ports. */
  readonly port: number;
  /** Training processes; `auto`: measured; undefined: one for each GPU or core. */
  readonly workers: number | 'auto' | undefined;
  /** Undefined: native where it is linked, else wasm. */
  readonly engine?: 'wasm' | 'native' | undefined;
  /** Image sets besides the built-in ones. */
  readonly datasets: readonly DatasetSource[];
  readonly logger: Logger;
  readonly onActivity?: (activity: Activity) => void;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

/** All three services in this process, on loopback. Disposing stops them in order. */
export interface Platform extends AsyncDisposable {
  readonly controllerAddress: string;
  readonly evaluatorAddress: string;
  readonly registryAddress: string;
  readonly workers: RunningEvaluator['workers'];
  /** What they compute with, as soon as the first can train. */
  readonly engine: RunningEvaluator['engine'];
}

/** Starts the services with embedded defaults: SQLite files, and a bus within the process. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { logger, stateDir } = options;
  await using started = new DisposalStack();
  const listen = (offset: number) => loopback(options.port === 0 ? 0 : options.port + offset);
  const bus = started.use(createInProcessBus());
  // First the registry: the bus has to know its subscriber before the controller publishes.
  const registry = started.use(
    await startRegistry(
      registryConfigFromEnv({ BLOCKQNN_REGISTRY_LISTEN: listen(2), BLOCKQNN_STATE_DIR: stateDir }),
      { logger: logger.child({ service: 'registry' }), bus },
    ),
  );
  const controller = started.use(
    await startController(
      controllerConfigFromEnv({ BLOCKQNN_CONTROLLER_LISTEN: listen(0), BLOCKQNN_STATE_DIR: stateDir }),
      { logger: logger.child({ service: 'controller' }), bus, isGone: isOwnWorker },
    ),
  );
  const evaluator = started.use(
    await startEvaluator(
      {
        ...evaluatorConfigFromEnv({
          BLOCKQNN_EVALUATOR_LISTEN: listen(1),
          BLOCKQNN_CONTROLLER_ADDRESS: controller.address,
          BLOCKQNN_REGISTRY_ADDRESS: registry.address,
          BLOCKQNN_STATE_DIR: stateDir,
          BLOCKQNN_WORKER_NAME: WORKER_PREFIX,
        }),
        datasets: options.datasets,
        workers: options.workers,
        engine: options.engine,
      },
      {
        logger: logger.child({ service: 'evaluator' }),
        ...(options.onActivity ? { onActivity: options.onActivity } : {}),
        ...(options.signal ? { signal: options.signal } : {}),
      },
    ),
  );
  const services = started.move();
  return {
    controllerAddress: controller.address,
    evaluatorAddress: evaluator.address,
    registryAddress: registry.address,
    workers: evaluator.workers,
    engine: evaluator.engine,
    [Symbol.asyncDispose]: () => services[Symbol.asyncDispose](),
  };
}

function loopback(port: number): string {
  return formatAddress({ host: '127.0.0.1', port });
}
