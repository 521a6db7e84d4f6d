import type { ModelJob, TrainingJob } from '../child/messages.js';
import { runInChild, type ChildResult, type RunInChildOptions } from './run-in-child.js';
import type { MeasuredBlock, TrainedModel } from './training-result.js';

type JobOptions<Task> = Omit<RunInChildOptions<never>, 'request' | 'resultOf'> & {
  /** Numbers the job within the child's life. */
  readonly job: number;
  readonly task: Task;
};

/** Has a child train a block; see {@link runInChild}. */
export function trainInChild({
  job,
  task,
  ...options
}: JobOptions<TrainingJob>): Promise<ChildResult<MeasuredBlock>> {
  return runInChild<MeasuredBlock>({
    ...options,
    request: { kind: 'train', job, task },
    resultOf: (message) => {
      if (message.kind !== 'measured') return undefined;
      const { accuracy, epochs, restarts, seconds, weights, residentBytes } = message;
      return { result: { kind: 'measured', accuracy, epochs, restarts, seconds, weights }, residentBytes };
    },
  });
}

/** Has a child train a model in full; see {@link runInChild}. */
export function trainModelInChild({
  job,
  task,
  ...options
}: JobOptions<ModelJob>): Promise<ChildResult<TrainedModel>> {
  return runInChild<TrainedModel>({
    ...options,
    request: { kind: 'trainModel', job, task },
    resultOf: (message) => {
      switch (message.kind) {
        case 'trained':
          return {
            result: { kind: 'trained', notes: message.notes },
            residentBytes: message.residentBytes,
          };
        case 'checkpointUnusable':
        case 'taken':
          return { result: { kind: message.kind, message: message.message }, residentBytes: 0 };
        case 'measured':
          return undefined;
      }
    },
  });
}
