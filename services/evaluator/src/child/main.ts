import { parseDatasetSource } from '@blockqnn/datasets';
import { createEngine } from '@blockqnn/training';
import { ImageSets } from './image-sets.js';
import {
  parentMessageSchema,
  type ChildMessage,
  type ChildSettings,
  type LastMessage,
  type ParentMessage,
} from './messages.js';
import { trainModelTask } from './train-model-task.js';
import { trainTask } from './train-task.js';
import { watchedEngine } from './watched-engine.js';

/**
 * The training process: loads the engine once, then trains one block or model after the other. What it does not
 * expect ends it with exit code 1 and a word on standard error; the service starts another.
 */

type Job = Extract<ParentMessage, { kind: 'train' | 'trainModel' }>;

interface Ready {
  readonly run: (job: Job, signal: AbortSignal) => Promise<LastMessage>;
}

const ALIVE_INTERVAL_MS = 500;

let ready: Ready | undefined;
let underWay: { readonly job: number; readonly aborting: AbortController } | undefined;
let quietUntilMs = 0;

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
    case 'train':
    case 'trainModel': {
      const { job } = message;
      if (ready === undefined || underWay !== undefined) throw new Error(`not free for job ${String(job)}`);
      const aborting = new AbortController();
      underWay = { job, aborting };
      quietUntilMs = 0;
      const last = await ready.run(message, aborting.signal);
      underWay = undefined;
      send(last);
      return;
    }
    case 'abort':
      if (underWay?.job === message.job) underWay.aborting.abort();
  }
}

async function prepare({
  sources,
  memoryLimitBytes,
  engine: name,
  ...options
}: ChildSettings): Promise<Ready> {
  const engine = watchedEngine(await createEngine({ engine: name, ...options }), tellAlive);
  const idleBytes = process.memoryUsage.rss();
  const imageSets = new ImageSets({
    engine,
    sources: sources.map(parseDatasetSource),
    memoryLimitBytes,
    idleBytes,
    onOpen: (baseBytes) => {
      if (underWay !== undefined) send({ kind: 'opened', job: underWay.job, baseBytes });
    },
  });
  send({ kind: 'ready', engine: engine.info });
  const common = { engine, imageSets, memoryLimitBytes, idleBytes, send };
  return {
    run: ({ kind, job, task }, signal) =>
      kind === 'train'
        ? trainTask({ ...common, job, task, signal })
        : trainModelTask({ ...common, job, task, signal }),
  };
}

function tellAlive(): void {
  const nowMs = performance.now();
  if (underWay === undefined || nowMs < quietUntilMs) return;
  quietUntilMs = nowMs + ALIVE_INTERVAL_MS;
  send({ kind: 'alive', job: underWay.job });
}

function send(message: ChildMessage): void {
  // A callback, since a broken channel would otherwise be an `error` event; `disconnect` deals with it.
  process.send?.(message, undefined, {}, () => undefined);
}
