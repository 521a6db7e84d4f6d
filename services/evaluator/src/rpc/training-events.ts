import type { Epoch } from '@blockqnn/training/recipes';
import type { TrainingObserver, TrainingResult } from '../workers/training-result.js';

/** What happens while a block is trained; the result comes last. */
export type TrainingEvent =
  | { readonly kind: 'epoch'; readonly epoch: Epoch }
  | { readonly kind: 'result'; readonly result: TrainingResult };

/** Runs a training and turns its call-backs into a stream. Rejects where the training does. */
export async function* trainingEvents(
  train: (observer: TrainingObserver) => Promise<TrainingResult>,
): AsyncGenerator<TrainingEvent, void> {
  const waiting: TrainingEvent[] = [];
  let wake = (): void => undefined;
  const push = (event: TrainingEvent): void => {
    waiting.push(event);
    wake();
  };
  const training = train({
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
}
