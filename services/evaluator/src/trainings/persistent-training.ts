import type { Logger } from '@blockqnn/telemetry';
import { trainingInterrupted } from '../business-events.js';
import type { ModelJob } from '../child/messages.js';
import { trainingEvents, type TrainingEvent } from '../workers/training-events.js';
import type { ModelResult } from '../workers/training-result.js';
import type { Worker } from '../workers/worker.js';

/** Processes that may die one after the other without one epoch more. */
const MAX_DEATHS = 3;

export interface PersistentTrainingOptions {
  readonly worker: Worker;
  readonly task: ModelJob;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Trains a model and does not give up where the training process dies: the worker's next one goes on from
 * the checkpoint. Only {@link MAX_DEATHS} of them in a row that get no further end it as `crashed`.
 */
export async function* persistentTraining(
  options: PersistentTrainingOptions,
): AsyncGenerator<TrainingEvent<ModelResult>, void> {
  const { worker, signal, logger } = options;
  let { task } = options;
  let furthest = 0;
  let deaths = 0;
  for (;;) {
    let crash = '';
    for await (const event of trainingEvents((observer) => worker.trainModel(task, observer, signal))) {
      if (event.kind !== 'result') {
        // What was there before is thrown away by now; what there is after it must not be.
        task = { ...task, restart: false };
        if (event.kind === 'epoch' && event.epoch.number > furthest) {
          furthest = event.epoch.number;
          deaths = 0;
        }
      } else if (event.result.kind === 'crashed' && (deaths += 1) < MAX_DEATHS) {
        crash = event.result.message;
        continue;
      }
      yield event;
      if (event.kind === 'result') return;
    }
    trainingInterrupted(logger, crash, deaths);
  }
}
