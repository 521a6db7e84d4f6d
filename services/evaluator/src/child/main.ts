import { parseDatasetSource } from '@blockqnn/datasets';
import { createEngine } from '@blockqnn/training';
import { ImageSets } from './image-sets.js';
import { parentMessageSchema, type ChildMessage, type ChildSettings, type TrainingJob } from './messages.js';
import { trainTask } from './train-task.js';

/**
 * The training process: loads the engine once, then trains one block after the other. What it does not
 * expect ends it with exit code 1 and a word on standard error; the service starts another.
 */

interface Ready {
  readonly train: (job: number, task: TrainingJob, signal: AbortSignal) => Promise<ChildMessage>;
}

let ready: Ready | undefined;
let underWay: { readonly job: number; readonly aborting: AbortController } | undefined;

// The service decides when this process ends, also where a terminal or an init system signals the whole group.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// The service is gone; nobody would hear of a result.
process.on('disconnect', () => process.exit());
process.on('message', (received) => {
  void receive(received);
});

async function receive(received: unknown): Promise<void> {
  const message = parentMessageSchema.parse(received);
  switch (message.kind) {
    case 'start':
      ready = await prepare(message);
      return;
    case 'train': {
      const { job, task } = message;
      if (ready === undefined || underWay !== undefined) throw new Error(`not free for job ${String(job)}`);
      const aborting = new AbortController();
      underWay = { job, aborting };
      const last = await ready.train(job, task, aborting.signal);
      underWay = undefined;
      send(last);
      return;
    }
    case 'abort':
      if (underWay?.job === message.job) underWay.aborting.abort();
  }
}

async function prepare({ sources, memoryLimitBytes, threads, engine: name }: ChildSettings): Promise<Ready> {
  const engine = await createEngine({ engine: name, threads });
  const idleBytes = process.memoryUsage.rss();
  const imageSets = new ImageSets(engine, sources.map(parseDatasetSource));
  send({ kind: 'ready', engine: engine.info });
  return {
    train: (job, task, signal) =>
      trainTask({ job, task, engine, imageSets, memoryLimitBytes, idleBytes, signal, send }),
  };
}

function send(message: ChildMessage): void {
  // A callback, since a broken channel would otherwise be an `error` event; `disconnect` deals with it.
  process.send?.(message, undefined, {}, () => undefined);
}
