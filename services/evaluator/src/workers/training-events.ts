import type { Epoch } from '@blockqnn/training/recipes';
import type { EpochProgress, ModelObserver, Resumption } from './training-result.js';

/** What happens while a block or a model is trained; the result comes last. */
export type TrainingEvent<Result> =
  | { readonly kind: 'resumed'; readonly resumption: Resumption }
  | { readonly kind: 'progress'; readonly progress: EpochProgress }
  | { readonly kind: 'epoch'; readonly epoch: Epoch }
  | { readonly kind: 'result'; readonly result: Result };

/**
 * Runs a training and turns its call-backs into a stream. Rejects where the training does. A reader that
 * leaves early stops the training by other means; its leaving waits until that is over.
 */
export async function* trainingEvents<Result>(
  train: (observer: ModelObserver) => Promise<Result>,
): AsyncGenerator<TrainingEvent<Result>, void> {
  const waiting: TrainingEvent<Result>[] = [];
  let wake = (): void => undefined;
  const push = (event: TrainingEvent<Result>): void => {
    // For one who reads slowly only the newest progress is of use.
    if (event.kind === 'progress' && waiting.at(-1)?.kind === 'progress') waiting.pop();
    waiting.push(event);
    wake();
  };
  const training = train({
    onResumed: (resumption) => {
      push({ kind: 'resumed', resumption });
    },
    onProgress: (progress) => {
      push({ kind: 'progress', progress });
    },
    onEpoch: (epoch) => {
      push({ kind: 'epoch', epoch });
    },
  });
  let failure: { readonly error: unknown } | undefined;
  training.then(
    (result) => {
      push({ kind: 'result', result });
    },
    (error: unknown) => {
      failure = { error };
      wake();
    },
  );
  try {
    for (;;) {
      const event = waiting.shift();
      if (event !== undefined) yield event;
      if (event?.kind === 'result') return;
      if (failure !== undefined) throw failure.error;
      if (waiting.length > 0) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    await training.catch(() => undefined);
  }
}
