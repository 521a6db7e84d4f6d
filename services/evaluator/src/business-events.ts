import type { Logger } from '@blockqnn/telemetry';
import type { EngineInfo } from './child/messages.js';
import type { WorkerLayout } from './layout/worker-layout.js';

/**
 * What happens to blocks and workers, a function each. The logger that is passed in carries trial,
 * attempt and worker where there are any.
 */

/** The controller handed out a block. */
export function blockPulled(logger: Logger, block: { readonly nsc: string; readonly dataset: string }): void {
  logger.debug({ nsc: block.nsc, dataset: block.dataset }, 'block pulled');
}

/** A caller of EvaluateBlock got a worker. */
export function blockPushed(
  logger: Logger,
  block: { readonly worker: string; readonly nsc: string; readonly dataset: string },
): void {
  logger.info(
    { worker: block.worker, nsc: block.nsc, dataset: block.dataset },
    'evaluating a block for a caller',
  );
}

/** The controller has the result on disk. */
export function resultHandedIn(
  logger: Logger,
  result: { readonly outcome: string; readonly reward: number | undefined; readonly best: boolean },
): void {
  logger.info(result, 'result handed in');
}

/** The controller will never take the result. */
export function resultRefused(logger: Logger, error: string): void {
  logger.error({ error }, 'result refused');
}

/** The block goes to somebody else, since nothing was found out about it. */
export function blockGivenBack(logger: Logger, reason: string): void {
  logger.warn({ reason }, 'block given back');
}

/** The controller could not be told; the block comes back to it when the lease ends. */
export function blockNotGivenBack(logger: Logger, reason: string, error: string): void {
  logger.warn({ reason, error }, 'block not given back; its lease will end');
}

/** Somebody else has the block. */
export function leaseLost(logger: Logger): void {
  logger.warn('lease lost; somebody else has the block');
}

/** The controller's median rule ended the training; what was measured is the result. */
export function stoppedEarly(
  logger: Logger,
  training: { readonly trial: string; readonly epochs: number },
): void {
  logger.info(training, 'training stopped early, below the median');
}

/** The registry did not take the trained weights. */
export function weightsLost(logger: Logger, error: string): void {
  logger.error({ error }, 'weights not uploaded; the result goes without them');
}

/** The configured search hands out nothing more. */
export function searchDone(logger: Logger, search: string): void {
  logger.info({ search }, 'search is done; no more blocks are pulled');
}

/** Blocks on a dataset will not find their images. */
export function datasetFolderMissing(
  logger: Logger,
  source: { readonly dataset: string; readonly directory: string },
): void {
  logger.warn(source, 'the folder of a dataset does not exist; its blocks will be given back');
}

/** Nobody knows what its images look like; blocks on it are left to others. */
export function datasetLeftOut(
  logger: Logger,
  source: { readonly dataset: string; readonly reason: string },
): void {
  logger.warn(source, 'a dataset cannot be described and is left out; start again when it is there');
}

/** It is decided how the machine is used. */
export function workersLaidOut(logger: Logger, { compared, ...layout }: WorkerLayout, cores: number): void {
  if (compared !== undefined) {
    const splits = compared.all.map(
      ({ processes, threads, imagesPerSecond }) =>
        `${String(processes)} × ${String(threads)}: ${String(Math.round(imagesPerSecond))} images/s`,
    );
    logger.info({ splits, measuredNow: compared.measuredNow }, 'splits into processes × threads compared');
  }
  logger.info({ ...layout, cores }, 'workers laid out');
  const { workers, threadsPerWorker } = layout;
  if (workers * threadsPerWorker > cores) {
    logger.warn({ workers, cores }, 'more workers than cores: they will wait for each other');
  }
}

/** The first worker can train; this is what all of them compute with. */
export function evaluatorReady(logger: Logger, engine: EngineInfo, workers: number): void {
  const { name, device, threads, version } = engine;
  logger.info({ engine: name, device, threadsPerWorker: threads, version, workers }, 'ready to train');
}

/** A worker can train. */
export function trainingProcessReady(logger: Logger, pid: number | undefined, engine: EngineInfo): void {
  logger.info({ pid, engine: engine.name }, 'training process ready');
}

/** A worker lost its training process, and gets another. */
export function trainingProcessDied(
  logger: Logger,
  death: {
    readonly pid: number | undefined;
    readonly how: string;
    readonly lastWords: string;
    readonly restartInMs: number;
  },
): void {
  logger.warn(death, 'training process died');
}

/** A caller of TrainModel got a worker. */
export function trainingBegun(
  logger: Logger,
  training: {
    readonly training: string;
    readonly worker: string;
    readonly nsc: string;
    readonly dataset: string;
  },
): void {
  logger.info(training, 'training a model for a caller');
}

/** A full training's process died; it goes on from its checkpoint in another one. */
export function trainingInterrupted(logger: Logger, reason: string, attempts: number): void {
  logger.warn({ reason, attempts }, 'training interrupted; going on from its checkpoint');
}

/** The registry has a full training and its weights. */
export function trainingHandedIn(
  logger: Logger,
  { testAccuracy, weightsSha256 }: { readonly testAccuracy: number; readonly weightsSha256: string },
): void {
  logger.info({ testAccuracy, weightsSha256 }, 'training handed in');
}

/** The registry will never take a full training; it stays in the evaluator's folder. */
export function trainingRefused(logger: Logger, error: string): void {
  logger.error({ error }, 'training refused; it stays here');
}

/** The result of a full training cannot be read. */
export function trainingUnreadable(logger: Logger, training: string, error: string): void {
  logger.error({ training, error }, 'training not handed in; its folder cannot be read');
}

interface CheckpointEvent {
  readonly training: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The registry has the newest checkpoint of a training under way. */
export function checkpointCarried(logger: Logger, checkpoint: CheckpointEvent): void {
  logger.info(checkpoint, 'checkpoint given to the registry');
}

/** No checkpoint of this training will get to the registry any more. */
export function checkpointStays(logger: Logger, training: string, error: string): void {
  logger.warn({ training, error }, 'checkpoint stays here; the registry does not take it');
}

/** A training goes on from a checkpoint that the registry had. */
export function checkpointFetched(logger: Logger, checkpoint: CheckpointEvent): void {
  logger.info(checkpoint, 'checkpoint fetched from the registry');
}

/** The registry names a checkpoint that cannot be had from it. */
export function checkpointLost(logger: Logger, training: string, error: string): void {
  logger.warn({ training, error }, "the registry's checkpoint cannot be had; going on without it");
}

/** The registry's checkpoint is of another engine, another version of it, or of other images than the one here. */
export function checkpointForeign(logger: Logger, checkpoint: Omit<CheckpointEvent, 'bytes'>): void {
  logger.warn(
    checkpoint,
    "the registry's checkpoint does not fit the one here; going on from the one here and giving the registry none",
  );
}

/** The registry could not be told that a training begins anew. */
export function checkpointNotForgotten(logger: Logger, training: string, error: string): void {
  logger.warn({ training, error }, 'the registry does not forget the checkpoint of before the restart');
}

/** The registry did not say whether it has a checkpoint. */
export function checkpointUnknown(logger: Logger, training: string, error: string): void {
  logger.warn(
    { training, error },
    'the registry does not answer; going on without its checkpoint, if it has one',
  );
}
