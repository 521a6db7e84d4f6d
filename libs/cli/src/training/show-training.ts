import type { EvaluatorMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { CliContext } from '../context.js';
import { followTraining, type FollowedTraining } from './follow-training.js';
import { createTrainingDisplay } from './training-display.js';

/** What was seen of a training. */
export interface SeenTraining {
  /** Empty until it is known. */
  name: string;
  /** Whether anything was trained, so that the result is not one of an earlier command. */
  trains: boolean;
}

export interface ShowTrainingOptions {
  readonly evaluator: Client<EvaluatorMethods>;
  readonly request: EvaluatorMethods['trainModel']['requestInput'];
  /** Whether an evaluator that is busy or away is waited for. */
  readonly wait: boolean;
  /** Filled in while the training goes on. */
  readonly seen: SeenTraining;
  readonly context: CliContext;
}

/** Follows a training and shows on standard error how it goes. Throws as {@link followTraining} does. */
export async function showTraining(options: ShowTrainingOptions): Promise<FollowedTraining> {
  const { evaluator, request, wait, seen, context } = options;
  const display = createTrainingDisplay(context.stderr);
  try {
    const show: typeof display.show = (event) => {
      seen.name = event.started?.name ?? seen.name;
      seen.trains ||= Boolean(event.resumed ?? event.progress ?? event.epoch);
      display.show(event);
    };
    const notice: typeof display.notice = (text) => {
      display.notice(text);
    };
    const observed = { show, notice, stop: () => undefined };
    return await followTraining({ evaluator, request, display: observed, wait, signal: context.signal });
  } finally {
    display.stop();
  }
}
