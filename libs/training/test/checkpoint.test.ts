import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { encodeSafetensors } from '@blockqnn/network';
import {
  CheckpointFolder,
  type CheckpointStore,
  createEngine,
  type Engine,
  type ModelOutcome,
  type Recipe,
} from '@blockqnn/training';
import { toyImageSet } from '../../../test/contracts/toy-images.js';
import { type Changes, graphOf, RECIPE, train as trainOn } from './kept-training.js';

const ADAM: Recipe = { ...RECIPE, optimiser: 'adam', learningRate: 0.01 };

let engine: Engine;
let folder: string;
before(async () => {
  engine = await createEngine({ engine: 'wasm' });
});
after(() => engine[Symbol.asyncDispose]());
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'checkpoint-')), 'training');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const train = (changes: Changes = {}): Promise<ModelOutcome> => trainOn(engine, changes);

/** Interrupts a training after so many steps of it. */
async function trainSteps(steps: number, store: CheckpointStore, changes: Changes = {}): Promise<void> {
  const abort = new AbortController();
  const reason = new Error('enough');
  let done = 0;
  const onStep = (): void => {
    done += 1;
    if (done === steps) abort.abort(reason);
  };
  await assert.rejects(train({ ...changes, checkpoints: store, signal: abort.signal, onStep }), reason);
}

/** What must be the same, bit by bit. */
function resultOf(outcome: ModelOutcome): unknown {
  assert.ok(outcome.kind === 'trained', JSON.stringify(outcome));
  const { weights, epochs, seconds: _, ...rest } = outcome;
  return {
    ...rest,
    epochs: epochs.map(({ seconds: _seconds, ...figures }) => figures),
    weights: Buffer.from(encodeSafetensors(weights)).toString('base64'),
  };
}

describe('going on from a checkpoint', () => {
  for (const [what, recipe] of [
    ['gradient descent with momentum', RECIPE],
    ['Adam', ADAM],
  ] as const) {
    test(`gives what no interruption gives, wherever it was: ${what}`, async () => {
      const whole = resultOf(await train({ recipe }));
      // Epochs have 4 steps: after the first and the last one, before the accuracy is measured, within.
      for (const steps of [1, 2, 4, 5, 7, 8]) {
        await rm(folder, { recursive: true, force: true });
        await trainSteps(steps, new CheckpointFolder(folder), { recipe });
        let resumed = 0;
        const checkpoints = new CheckpointFolder(folder);
        const outcome = await train({ recipe, checkpoints, onResume: () => (resumed += 1) });
        assert.deepEqual(resultOf(outcome), whole, `after ${steps} steps`);
        assert.equal(resumed, 1);
      }
    });
  }

  test('takes up a restart, the best epoch and the end', async () => {
    const imageSet = toyImageSet(110, 1);
    imageSet.train.pixels.fill(0);
    const recipe = { ...RECIPE, maxRestarts: 1 };
    const changes = { imageSet, recipe };
    const whole = resultOf(await train(changes));
    const store = new CheckpointFolder(folder);
    // Epochs 1 (thrown away), 2 and 3.
    for (const steps of [5, 4, 2]) {
      await trainSteps(steps, store, changes);
    }
    assert.deepEqual(resultOf(await train({ ...changes, checkpoints: store })), whole);
    // Once more at the end: nothing is trained, the test images are measured again.
    let steps = 0;
    assert.deepEqual(
      resultOf(await train({ ...changes, checkpoints: store, onStep: () => void (steps += 1) })),
      whole,
    );
    assert.equal(steps, 0);
  });

  test('keeps where it was when it is stopped, however short ago it kept that', async () => {
    const store = new CheckpointFolder(folder);
    const slowly = { checkpointMs: 60_000, now: () => performance.now() };
    await trainSteps(6, store, slowly);
    const kept = await store.read();
    assert.deepEqual([kept?.progress.epochs.length, kept?.progress.position?.steps], [1, 2]);
    assert.deepEqual(resultOf(await train({ checkpoints: store })), resultOf(await train()));
  });

  test('keeps nothing of a step that failed', async () => {
    const store = new CheckpointFolder(folder);
    const abort = new AbortController();
    const failing: Engine = {
      ...{ info: engine.info, [Symbol.asyncDispose]: () => Promise.resolve() },
      loadImages: (images, shape) => engine.loadImages(images, shape),
      open: async (...args) => {
        const network = await engine.open(...args);
        const step = network.step.bind(network);
        let steps = 0;
        network.step = async (batch, rate) => {
          const loss = await step(batch, rate);
          steps += 1;
          if (steps < 3) return loss;
          abort.abort();
          throw new Error('broken in the middle');
        };
        return network;
      },
    };
    const stopped = { checkpoints: store, signal: abort.signal, checkpointMs: 60_000 };
    await assert.rejects(trainOn(failing, stopped), { message: 'broken in the middle' });
    assert.equal(await store.read(), undefined);
  });

  test('adds up the seconds of all runs', async () => {
    let time = 0;
    const now = (): number => (time += 1000);
    const store = new CheckpointFolder(folder);
    await trainSteps(4, store, { now, checkpointMs: 0 });
    const kept = (await store.read())?.seconds ?? 0;
    assert.ok(kept > 0);
    time = 1e9;
    const outcome = await train({ checkpoints: store, now: () => 1e9 });
    assert.equal(outcome.seconds, kept);
  });

  for (const [field, changes, message] of [
    ['seed', { seed: 2 }, /seed was 1 and is 2/],
    ['recipe', { recipe: { ...RECIPE, learningRate: 0.06 } }, /recipe\.learningRate was 0\.05 and is 0\.06/],
    ['graph', { graph: graphOf('conv1@0') }, /graph was "/],
  ] as const) {
    test(`refuses that of another training, by its field: ${field}`, async () => {
      const store = new CheckpointFolder(folder);
      await trainSteps(1, store);
      const checkpoints = new CheckpointFolder(folder);
      await assert.rejects(train({ checkpoints, ...changes }), { name: 'ForeignCheckpointError', message });
      assert.ok(await store.read(), 'it is still there');
    });
  }

  test('refuses that of other images, or of another engine', async () => {
    await trainSteps(1, new CheckpointFolder(folder));
    const kept = await new CheckpointFolder(folder).read();
    assert.ok(kept);
    for (const [change, message] of [
      [{ engine: 'native' }, /engine was "native" and is "wasm"/],
      [{ engineVersion: 'TensorFlow 1, convolutions in bfloat16' }, /engineVersion was "TensorFlow 1, conv/],
      [{ dataset: 'cifar10' }, /dataset was "cifar10" and is "toy"/],
      [{ images: 'x' }, /images was "x" and is "[0-9a-f]{64}"/],
    ] as const) {
      const store = new CheckpointFolder(folder);
      await store.write({ ...kept, identity: { ...kept.identity, ...change } });
      await assert.rejects(train({ checkpoints: store }), { name: 'ForeignCheckpointError', message });
    }
  });
});

describe('pace of checkpoints', () => {
  /** Runs steps of 10 ms, writes of a given time; counts writes within an epoch. */
  async function writesOf(writeMs: number, checkpointMs: number): Promise<number> {
    let time = 0;
    let writes = 0;
    const store: CheckpointStore = {
      read: () => Promise.resolve(undefined),
      write: () => {
        time += writeMs;
        writes += 1;
        return Promise.resolve();
      },
      remove: () => Promise.resolve(),
    };
    const recipe = { ...RECIPE, epochs: 1, batchSize: 1, warmupEpochs: 0 };
    const onStep = (): void => void (time += 10);
    await train({ recipe, checkpoints: store, checkpointMs, now: () => time, onStep });
    return writes;
  }

  test('one each interval and one at the end', async () => {
    // 99 training images, a step each: 990 ms.
    assert.equal(await writesOf(0, 100), 10);
    assert.equal(await writesOf(0, 60_000), 1);
  });

  test('fewer where writing costs more than 2 % of the time', async () => {
    // 4 ms: the next one after 196 ms. After 0.1, 0.3, 0.5, 0.7, 0.9 s, and at the end.
    assert.equal(await writesOf(4, 100), 6);
  });
});
