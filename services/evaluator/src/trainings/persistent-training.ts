import type { Logger } from '@blockqnn/telemetry';
import { trainingInterrupted } from '../business-events.js';
import type { ModelJob } from '../child/messages.js';
import { trainingEvents, type TrainingEvent } from '../workers/training-events.js';
import type { ModelResult } from '../workers/training-result.js';
import type { Worker } from '../workers/worker.js';

/** Processes that may die one after the other without getting further than the one before. */
const MAX_DEATHS = 3;

export interface PersistentTrainingOptions {
  readonly worker: Pick<Worker, 'trainModel'>;
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
  let furthest: Place = { epochs: 0, steps: 0 };
  let deaths = 0;
  for (;;) {
    let crash = '';
    for await (const event of trainingEvents((observer) => worker.trainModel(task, observer, signal))) {
      if (event.kind !== 'result') {
        // What was there before is thrown away by now; what there is after it must not be.
        task = { ...task, restart: false };
        const reached = placeOf(event);
        if (reached && isBeyond(reached, furthest)) {
          furthest = reached;
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

/** How far a training certainly is. */
interface Place {
  readonly epochs: number;
  readonly steps: number;
}

/** Progress says nothing: without a checkpoint after it, it is lost. */
function placeOf(event: TrainingEvent<ModelResult>): Place | undefined {
  if (event.kind === 'epoch') return { epochs: event.epoch.number, steps: 0 };
  if (event.kind !== 'resumed') return undefined;
  const { epochs, steps } = event.resumption;
  return { epochs: epochs.length, steps };
}

function isBeyond(one: Place, other: Place): boolean {
  return one.epochs > other.epochs || (one.epochs === other.epochs && one.steps > other.steps);
}
