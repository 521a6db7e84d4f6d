import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildMessage, ParentMessage } from '../src/child/messages.js';
import { runInChild } from '../src/workers/run-in-child.js';
import { TrainingChild } from '../src/workers/training-child.js';
import { tinyTask } from './tiny-task.js';

const never = new AbortController().signal;
type Job = Extract<ParentMessage, { kind: 'train' | 'trainModel' }>;

/** All that a real training process says of a job. */
async function said(request: Job): Promise<ChildMessage[]> {
  const child = new TrainingChild({ sources: [], memoryLimitBytes: 2 ** 40, threads: 1, engine: 'wasm' });
  try {
    const messages: ChildMessage[] = [];
    await new Promise<void>((resolve, reject) => {
      child.listen((message) => {
        messages.push(message);
        if (message.kind === 'ready') child.send(request);
        if (/^(measured|trained)$/.test(message.kind)) resolve();
      });
      void child.exited.then(({ how }) => {
        reject(new Error(how));
      });
    });
    return messages;
  } finally {
    child.kill();
    await child.exited;
  }
}

describe('a training process', { timeout: 120_000 }, () => {
  const { wantWeights: _, ...model } = { ...tinyTask, recipe: { ...tinyTask.recipe, epochs: 1 } };

  it('gives signs of life while it validates and tests, blocks and models alike', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-alive-'));
    t.after(() => rm(folder, { recursive: true }));
    const task = { ...model, id: '0'.repeat(32), folder: join(folder, 'training'), restart: false };
    for (const request of [
      { kind: 'train', job: 1, task: tinyTask },
      { kind: 'trainModel', job: 1, task },
    ] as const) {
      const kinds = (await said(request)).map(({ kind }) => kind);
      assert.ok(kinds.includes('opened'), request.kind);
      const [progress, alive, epoch] = ['progress', 'alive', 'epoch'].map((kind) =>
        (kinds as readonly string[]).indexOf(kind),
      ) as [number, number, number];
      assert.ok(progress < alive && alive < epoch, `${request.kind}: ${kinds.join(', ')}`);
    }
  });
});

/** A process that says what it is told to. */
function scripted() {
  let tell: (message: ChildMessage) => void = () => undefined;
  let die: (exit: object) => void = () => undefined;
  const child = {
    pid: undefined,
    send: () => undefined,
    exited: new Promise((resolve) => {
      die = resolve;
    }),
    listen: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
    kill: () => {
      die({ intended: true, how: 'signal SIGKILL', signal: 'SIGKILL', lastWords: '' });
    },
  };
  const run = (stallTimeoutMs: number) =>
    runInChild({
      child: child as unknown as TrainingChild,
      request: { kind: 'train', job: 1, task: tinyTask },
      resultOf: () => ({ result: { kind: 'done' }, residentBytes: 7 }),
      bounds: { blockTimeoutMs: undefined, stallTimeoutMs, abortGraceMs: 1 },
      memoryLimitBytes: 2 ** 40,
      signal: never,
    });
  return {
    run,
    tell: (message: ChildMessage) => {
      tell(message);
    },
  };
}

describe('the watch over a training process', () => {
  it('takes it to hang after a silence, not while it only classifies', async () => {
    const { run, tell } = scripted();
    const ended = run(1000);
    tell({ kind: 'opened', job: 1, baseBytes: 5 });
    // Longer than the silence that is allowed.
    const startMs = performance.now();
    while (performance.now() < startMs + 1500) {
      await sleep(10);
      tell({ kind: 'alive', job: 1 });
    }
    tell({ kind: 'trained', job: 1, notes: [], residentBytes: 7 });
    assert.deepEqual(await ended, { result: { kind: 'done' }, residentBytes: 7, baseBytes: 5 });

    const { result } = await scripted().run(50);
    assert.ok(result.kind === 'crashed' && 'message' in result, JSON.stringify(result));
    assert.match(result.message, /no sign of life for 0.05 s/);
  });
});
