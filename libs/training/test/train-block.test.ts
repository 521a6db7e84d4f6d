import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ImageSet } from '@blockqnn/datasets';
import { buildLayerGraph, cifarStack, type LayerGraph, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  createEngine,
  EARLY_STOP_RECIPE,
  type Engine,
  type Epoch,
  type Recipe,
  splitForValidation,
  type StepProgress,
  trainBlock,
  type TrainBlockOptions,
} from '@blockqnn/training';
import { TOY_CLASSES, TOY_SHAPE, toyImageSet } from '../../../test/contracts/toy-images.js';

const STACK: Stack = {
  input: TOY_SHAPE,
  stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 1, filters: 4 }],
  classes: TOY_CLASSES.length,
};
const RECIPE: Recipe = {
  ...EARLY_STOP_RECIPE,
  epochs: 4,
  batchSize: 16,
  learningRate: 0.01,
  decayEpochs: 2,
  cropPadding: 1,
};

describe('training of a block', () => {
  let engine: Engine;
  before(async () => {
    engine = await createEngine();
  });

  const train = (changes: Partial<TrainBlockOptions> = {}): ReturnType<typeof trainBlock> =>
    trainBlock({
      graph: graphOf('conv3@0'),
      imageSet: toyImageSet(300, 1),
      recipe: RECIPE,
      seed: 1,
      engine,
      signal: new AbortController().signal,
      ...changes,
    });

  test('measures the accuracy on held-out images, epoch by epoch', async () => {
    const seen: Epoch[] = [];
    const outcome = await train({
      recipe: { ...RECIPE, epochs: 8, decayEpochs: 6 },
      onEpoch: (epoch) => seen.push(epoch),
    });
    assert.ok(outcome.kind === 'measured');
    assert.ok(outcome.accuracy > 0.8, `accuracy ${outcome.accuracy}`);
    assert.equal(outcome.accuracy, outcome.epochs.at(-1)?.accuracy);
    assert.equal(outcome.restarts, 0);
    assert.deepEqual(seen, outcome.epochs);
    assert.deepEqual(
      seen.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.deepEqual(
      seen.map(({ learningRate }) => learningRate),
      [...Array<number>(6).fill(0.01), ...Array<number>(2).fill(0.01 * 0.2)],
    );
    assert.ok((seen.at(-1)?.loss ?? 9) < (seen[0]?.loss ?? 0));
    assert.deepEqual(
      [...outcome.weights.keys()],
      graphOf('conv3@0').nodes.flatMap(({ weights }) => weights.map(({ name }) => name)),
    );
  });

  test('never trains on the held-out images', async () => {
    const imageSet = toyImageSet(300, 1);
    const { validation } = splitForValidation(imageSet.train.labels, RECIPE.validationFraction);
    const original = await train({ imageSet });
    const size = imageSet.train.pixels.length / imageSet.train.count;
    for (const index of validation) imageSet.train.pixels.fill(0, index * size, (index + 1) * size);
    const blackened = await train({ imageSet });
    assert.ok(original.kind === 'measured' && blackened.kind === 'measured');
    assert.deepEqual(
      blackened.epochs.map(({ loss }) => loss),
      original.epochs.map(({ loss }) => loss),
    );
    assert.notEqual(blackened.accuracy, original.accuracy);
  });

  test('gives the same figures for the same seed, other ones for another', async () => {
    const [first, second, other] = [await train(), await train(), await train({ seed: 2 })];
    const figures = (outcome: typeof first): unknown =>
      outcome.epochs.map(({ loss, accuracy, trainingAccuracy }) => [loss, accuracy, trainingAccuracy]);
    assert.deepEqual(figures(first), figures(second));
    assert.notDeepEqual(figures(first), figures(other));
  });

  test('starts again with a smaller learning rate where a network only guesses, at most so often', async () => {
    const seen: Epoch[] = [];
    const imageSet = blackImages();
    const recipe = { ...RECIPE, epochs: 2, maxRestarts: 2 };
    const outcome = await train({ imageSet, recipe, onEpoch: (epoch) => seen.push(epoch) });
    assert.ok(outcome.kind === 'measured');
    assert.equal(outcome.restarts, 2);
    assert.deepEqual(
      outcome.epochs.map(({ number }) => number),
      [1, 2, 3, 4],
    );
    assert.deepEqual(seen, outcome.epochs);
    const rates = [1, 0.4, 0.16, 0.16].map((factor) => 0.01 * factor);
    for (const [index, { learningRate }] of outcome.epochs.entries()) {
      assert.ok(Math.abs(learningRate - (rates[index] ?? 0)) < 1e-12, `epoch ${index + 1}: ${learningRate}`);
    }
  });

  test('judges a network that warms up once that is over', async () => {
    const epochsOf = async (warmupEpochs: number): Promise<readonly number[]> => {
      const recipe = { ...RECIPE, epochs: 4, maxRestarts: 2, decayEpochs: 9, warmupEpochs };
      const outcome = await train({ imageSet: blackImages(), recipe });
      assert.ok(outcome.kind === 'measured');
      assert.equal(outcome.restarts, 2);
      return outcome.epochs.map(({ learningRate }) => Math.round(learningRate * 1e6) / 1e4);
    };
    assert.deepEqual(await epochsOf(1), [1, 0.4, 0.16, 0.16, 0.16, 0.16]);
    assert.deepEqual(await epochsOf(2), [0.5, 1, 0.2, 0.4, 0.08, 0.16, 0.16, 0.16]);
  });

  test('starts again from fresh weights', async () => {
    // Steps too small to move a float32 leave the weights of the last start as they were drawn.
    const recipe = { ...RECIPE, epochs: 1, learningRate: 1e-30 };
    const kernels: number[][] = [];
    for (const maxRestarts of [0, 1, 2]) {
      const outcome = await train({ imageSet: blackImages(), recipe: { ...recipe, maxRestarts } });
      assert.ok(outcome.kind === 'measured');
      assert.equal(outcome.restarts, maxRestarts);
      const [kernel] = outcome.weights.values();
      kernels.push([...(kernel?.data ?? [])]);
    }
    assert.equal(new Set(kernels.map((kernel) => kernel.join())).size, 3);
  });

  test('sees the images in another order, shifted and mirrored otherwise, in every epoch', async () => {
    // With steps too small to change anything, all that the losses differ by is the batches.
    const { epochs } = await train({ recipe: { ...RECIPE, learningRate: 1e-30, maxRestarts: 0 } });
    assert.equal(new Set(epochs.map(({ loss }) => loss)).size, RECIPE.epochs);
  });

  test('does not restart a network that learns from the second epoch on', async () => {
    const outcome = await train({ imageSet: blackImages(), recipe: { ...RECIPE, maxRestarts: 0 } });
    assert.ok(outcome.kind === 'measured');
    assert.deepEqual([outcome.restarts, outcome.epochs.length], [0, 4]);
  });

  test('fails as diverged where the loss is no number, at that epoch', async () => {
    const graph = overflowing(graphOf('conv3@0'));
    const outcome = await train({ graph });
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.reason, 'diverged');
    assert.match(outcome.message, /^training loss became \S+ in epoch 1$/);
    assert.equal(outcome.epochs.length, 1);
  });

  test('starts again with a smaller learning rate where a first epoch diverges after sound steps', async () => {
    const wild = { optimiser: 'sgd', momentum: 0.99, weightDecay: 1, learningRate: 10 } as const;
    const told: Epoch[] = [];
    const outcome = await train({
      recipe: { ...RECIPE, ...wild, batchSize: 10, restartFactor: 1e-5, maxRestarts: 1 },
      onEpoch: (epoch) => told.push(epoch),
    });
    assert.ok(outcome.kind === 'measured', outcome.kind);
    assert.equal(outcome.restarts, 1);
    assert.ok(outcome.epochs.every(({ loss }) => Number.isFinite(loss)));
    assert.deepEqual(told, outcome.epochs);
  });

  test('says that it is the validation loss where that alone is no number', async () => {
    const measuresNothing: Engine = {
      info: engine.info,
      loadImages: (images, shape) => engine.loadImages(images, shape),
      open: async (...parts) => {
        const network = await engine.open(...parts);
        network.classify = () => Promise.resolve({ loss: Number.POSITIVE_INFINITY, correct: 0 });
        return network;
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    const outcome = await train({ engine: measuresNothing, recipe: { ...RECIPE, maxRestarts: 0 } });
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.message, 'validation loss became Infinity in epoch 1');
  });

  test('fails as infeasible on images of which none can be held out', async () => {
    const { train: images, ...rest } = toyImageSet(TOY_CLASSES.length, 1);
    const labels = Uint16Array.from(TOY_CLASSES.keys());
    const outcome = await train({ imageSet: { ...rest, train: { ...images, labels } } });
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.reason, 'infeasible');
    assert.match(outcome.message, /at least 2 images/);
  });

  test('fails as out of memory where a step cannot fit the engine’s memory, before it takes any', async () => {
    const imageSet = toyImageSet(4096, 1);
    const graph = buildLayerGraph(parseBlock('conv5@0,conv5@1,conv5@2,cat@3+2,cat@4+1'), {
      ...cifarStack({ input: TOY_SHAPE, classes: 3 }),
      stages: [{ repeats: 16, filters: 128 }],
    });
    // Its memory ends at 4 GiB whatever the machine has.
    const wasm = await createEngine({ engine: 'wasm' });
    const recipe = { ...RECIPE, batchSize: 4096 };
    const outcome = await train({ imageSet, graph, recipe, engine: wasm });
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.reason, 'outOfMemory');
    assert.match(outcome.message, /batch_size: .*MiB/);
  });

  test('rejects with the reason of the signal, between steps', async () => {
    const abort = new AbortController();
    const reason = new Error('lease lost');
    let steps = 0;
    const onStep = (): void => {
      steps += 1;
      if (steps === 3) abort.abort(reason);
    };
    await assert.rejects(train({ signal: abort.signal, onStep }), reason);
    assert.equal(steps, 3);
    await assert.rejects(train({ signal: AbortSignal.abort(reason) }), reason);
  });

  test('tells how far each epoch is', async () => {
    const progress: StepProgress[] = [];
    const onStep = (step: StepProgress) => progress.push(step);
    const outcome = await train({ recipe: { ...RECIPE, epochs: 1, batchSize: 100 }, onStep });
    assert.deepEqual(
      progress.map(({ loss: _, ...rest }) => rest),
      [90, 180, 270].map((images) => ({ epoch: 1, epochsBefore: 0, images, totalImages: 270 })),
    );
    const [epoch] = outcome.epochs;
    assert.equal(progress.at(-1)?.loss, epoch?.loss);
  });

  test('uses images that are on the engine already and leaves them there', async () => {
    const imageSet = toyImageSet(300, 1);
    await using images = await engine.loadImages(imageSet.train, imageSet.shape);
    const outcomes = [
      await train({ imageSet, images }),
      await train({ imageSet, images }),
      await train({ imageSet }),
    ];
    const [first, ...others] = outcomes.map(({ epochs }) => epochs.map(({ loss }) => loss));
    for (const other of others) assert.deepEqual(other, first);
  });

  test('measures durations on the clock that it is given', async () => {
    let time = 0;
    const outcome = await train({ recipe: { ...RECIPE, epochs: 1 }, now: () => (time += 1000) });
    assert.ok(outcome.kind === 'measured');
    assert.deepEqual([outcome.epochs[0]?.seconds, outcome.seconds], [1, 3]);
  });
});

function graphOf(nsc: string): LayerGraph {
  return buildLayerGraph(parseBlock(nsc), STACK);
}

/** Images that nothing can be learnt from. */
function blackImages(): ImageSet {
  const imageSet = toyImageSet(300, 1);
  imageSet.train.pixels.fill(0);
  return imageSet;
}

/** The graph with pixels scaled beyond what float32 can hold. */
function overflowing(graph: LayerGraph): LayerGraph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.operation.kind === 'rescale' ? { ...node, operation: { ...node.operation, scale: 1e38 } } : node,
    ),
  };
}
