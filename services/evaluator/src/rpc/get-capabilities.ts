import type { EvaluatorMethods } from '@blockqnn/api';
import { unavailable, type UnaryHandler } from '@blockqnn/rpc';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import type { WorkerPool } from '../workers/worker-pool.js';

export interface GetCapabilitiesDependencies {
  readonly pool: WorkerPool;
  readonly catalogue: DatasetCatalogue;
}

/** Until the first training process is ready nobody knows what it computes with. */
const RETRY_MS = 1000;

export function getCapabilities({
  pool,
  catalogue,
}: GetCapabilitiesDependencies): UnaryHandler<EvaluatorMethods['getCapabilities']> {
  return () => {
    const { engine } = pool;
    if (engine === undefined)
      return Promise.reject(unavailable('NOT_READY', 'no training process is ready yet', RETRY_MS));
    const { name, device, threads, version } = engine;
    return Promise.resolve({
      engine: name,
      device,
      threads,
      engineVersion: version,
      workers: pool.workers.length,
      busyWorkers: pool.busyCount,
      datasets: [...catalogue.all],
    });
  };
}
