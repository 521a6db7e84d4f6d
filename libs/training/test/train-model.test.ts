import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Images, ImageSet } from '@blockqnn/datasets';
import { buildLayerGraph, type Stack, type Weights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  createEngine,
  EARLY_STOP_RECIPE,
  type Engine,
  type Epoch,
  type EpochResult,
  evaluate,
  FULL_RECIPE,
  type ModelOutcome,
  plainBatches,
  type Recipe,
  residentData,
  splitForValidation,
  type StepProgress,
  trainBlock,
  type TrainedModel,
  trainingId,
  trainModel,
  type TrainModelOptions,
} from '@blockqnn/training';
import { TOY_CLASSES, TOY_SHAPE, toyImageSet } from '../../../test/contracts/toy-images.js';

const STACK: Stack = {
  input: TOY_SHAPE,
  stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 1, filters: 4 }],
  classes: TOY_CLASSES.length,
};
const GRAPH = buildLayerGraph(parseBlock('conv3@0'), STACK);
const RECIPE: Recipe = {
  ...FULL_RECIPE,
  maxRestarts: 0,
  epochs: 5,
  batchSize: 25,
  learningRate: 0.05,
  decayMilestones: [3],
  cropPadding: 1,
};

describe('training of a model', () => {
  let engine: Engine;
  before(async () => {
    engine = await createEngine({ engine: 'wasm' });
  });

  interface Changes extends Partial<TrainModelOptions> {
    readonly recipe?: Recipe;
    readonly imageSet?: ImageSet;
  }
  const train = async ({
    recipe = RECIPE,
    imageSet = toyImageSet(300, 1),
    ...changes
  }: Changes = {}): Promise<ModelOutcome> => {
    await using data = await residentData({ engine, imageSet, recipe });
    return await trainModel({ graph: GRAPH, data, seed: 1, engine, signal: open(), ...changes });
  };
  const trained = async (changes: Changes = {}): Promise<TrainedModel> => {
    const outcome = await train(changes);
    assert.ok(outcome.kind === 'trained', JSON.stringify(outcome));
    return outcome;
  };
  const measured = async (weights: Weights, images: Images, indices?: Int32Array): Promise<EpochResult> => {
    await using loaded = await engine.loadImages(images, TOY_SHAPE);
    await using network = await engine.open(GRAPH, weights);
    const all = Int32Array.from({ length: images.count }, (_, index) => index);
    return await evaluate(network, plainBatches(loaded, indices ?? all, RECIPE.batchSize), open());
  };

  test('keeps the weights of the best epoch and measures them once, on the test images', async () => {
    // Steps so large that accuracies jump about; the training ends where they fell.
    const constant = { ...RECIPE, learningRate: 0.5, schedule: 'step', decayFactor: 1 } as const;
    const long = (await trained({ recipe: { ...constant, epochs: 8 } })).epochs;
    const length = long.findIndex(({ accuracy }, i) => accuracy < (long[i - 1]?.accuracy ?? 0)) + 1;
    assert.ok(length > 0, `accuracies ${long.map(({ accuracy }) => accuracy).join(' ')}`);
    const recipe = { ...constant, epochs: length };
    const seen: Epoch[] = [];
    const outcome = await trained({ recipe, onEpoch: (epoch) => seen.push(epoch) });
    const { epochs, best, test: tested, weights } = outcome;
    assert.deepEqual(seen, epochs);
    assert.deepEqual(figuresOf(epochs), figuresOf(long.slice(0, length)));
    assert.equal(best.accuracy, Math.max(...epochs.map(({ accuracy }) => accuracy)));
    assert.equal(epochs[best.epoch - 1]?.accuracy, best.accuracy);
    assert.ok(best.epoch < length);
    const { train: images, test: testImages } = toyImageSet(300, 1);
    const { validation } = splitForValidation(images.labels, recipe.validationFraction);
    const { epoch: _, ...figures } = best;
    assert.deepEqual(await measured(weights, images, validation), figures);
    assert.deepEqual({ ...(await measured(weights, testImages)), images: 30 }, tested);
  });

  test('prefers the lower loss where accuracies are the same', async () => {
    const imageSet = toyImageSet(300, 1);
    imageSet.train.pixels.fill(0);
    const { best, epochs } = await trained({ imageSet });
    assert.equal(new Set(epochs.map(({ accuracy }) => accuracy)).size, 1);
    const { validation } = splitForValidation(imageSet.train.labels, RECIPE.validationFraction);
    const losses: number[] = [];
    for (const { number } of epochs) {
      const recipe = { ...RECIPE, epochs: number };
      const last = await trainBlock({ graph: GRAPH, imageSet, recipe, seed: 1, engine, signal: open() });
      assert.ok(last.kind === 'measured');
      losses.push((await measured(last.weights, imageSet.train, validation)).loss);
    }
    assert.equal(best.loss, Math.min(...losses));
    assert.equal(best.loss, losses[best.epoch - 1]);
  });

  test('trains on all images and measures on the test images where nothing is held out', async () => {
    const recipe = { ...RECIPE, validationFraction: 0 };
    const progress: StepProgress[] = [];
    const outcome = await trained({ recipe, onStep: (step) => progress.push(step) });
    const { epoch: _, ...figures } = outcome.best;
    assert.deepEqual(outcome.test, { ...figures, images: 30 });
    assert.deepEqual(await measured(outcome.weights, toyImageSet(300, 1).test), figures);
    assert.ok(progress.every(({ totalImages }) => totalImages === 300));
    assert.equal(progress.at(-1)?.images, 300);
  });

  test('classifies no more images at once than it trains on, and at most 128', async () => {
    for (const [batchSize, most] of [
      [7, 7],
      [25, 25],
      [200, 128],
    ] as const) {
      const imageSet = toyImageSet(1500, 1);
      await using data = await residentData({ engine, imageSet, recipe: { ...RECIPE, batchSize } });
      for (const [{ images: count }, batches] of [
        [data.validation, data.validationBatches(open())],
        [data.test, data.testBatches(open())],
      ] as const) {
        const sizes: number[] = [];
        for await (const { images } of batches) {
          assert.ok(images.kind === 'loaded');
          sizes.push(images.indices.length);
        }
        assert.equal(Math.max(...sizes), Math.min(most, count));
      }
    }
  });

  test('goes through the same epochs as the training of a block', async () => {
    const recipe = { ...EARLY_STOP_RECIPE, epochs: 3, batchSize: 32, cropPadding: 1 };
    const imageSet = toyImageSet(300, 1);
    const block = await trainBlock({ graph: GRAPH, imageSet, recipe, seed: 1, engine, signal: open() });
    assert.ok(block.kind === 'measured');
    assert.deepEqual(figuresOf((await trained({ recipe })).epochs), figuresOf(block.epochs));
  });

  test('starts again by the restart rule, and takes no thrown-away epoch for the best', async () => {
    const imageSet = toyImageSet(300, 1);
    imageSet.train.pixels.fill(0);
    const { restarts, epochs, best } = await trained({
      imageSet,
      recipe: { ...RECIPE, epochs: 2, maxRestarts: 2 },
    });
    assert.deepEqual([restarts, epochs.length], [2, 4]);
    assert.ok(best.epoch > 2);
  });

  test('fails as diverged, with the epochs so far', async () => {
    const outcome = await train({ recipe: { ...RECIPE, learningRate: 10, momentum: 0.99, weightDecay: 1 } });
    assert.ok(outcome.kind === 'failed', outcome.kind);
    assert.equal(outcome.reason, 'diverged');
    assert.ok(outcome.epochs.length > 0);
  });

  test('refuses a recipe that the images do not allow, by field and bound', async () => {
    const refused: readonly (readonly [Partial<Recipe>, RegExp])[] = [
      [{ cutOut: 7 }, /recipe\.cutOut: must be at most 6.*got 7/],
      [{ minCropArea: 0.5 }, /recipe\.minCropArea: must be 1.*got 0\.5/],
    ];
    for (const [change, message] of refused) {
      const recipe = { ...RECIPE, ...change };
      await assert.rejects(train({ recipe }), { name: 'UnusableRecipeError', message });
      const block = await trainBlock({
        ...{ graph: GRAPH, imageSet: toyImageSet(300, 1), recipe },
        ...{ seed: 1, engine, signal: open() },
      });
      assert.ok(block.kind === 'failed');
      assert.equal(block.reason, 'infeasible');
      assert.match(block.message, message);
    }
  });

  test('rejects with the reason of the signal', async () => {
    const reason = new Error('cancelled');
    await assert.rejects(train({ signal: AbortSignal.abort(reason) }), reason);
  });
});

describe('id of a training', () => {
  const subject = {
    block: parseBlock('conv3@0,max3@0,add@1+2'),
    dataset: 'cifar10?limit=2000',
    stack: STACK,
    recipe: RECIPE,
    seed: 1,
  };
  const id = trainingId(subject);

  test('is the same for other spellings of the same', () => {
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.equal(trainingId({ ...subject, block: parseBlock('max3@0,conv3@0,add@2+1') }), id);
    const { epochs, ...rest } = RECIPE;
    assert.equal(trainingId({ ...subject, recipe: { ...rest, epochs } }), id);
  });

  test('is another one for whatever differs', () => {
    const others = [
      { block: parseBlock('conv3@0') },
      { dataset: 'cifar10' },
      { stack: { ...STACK, classes: 4 } },
      { recipe: { ...RECIPE, epochs: 6 } },
      { seed: 2 },
    ].map((change) => trainingId({ ...subject, ...change }));
    assert.equal(new Set([id, ...others]).size, 6);
  });
});

function figuresOf(epochs: readonly Epoch[]): unknown {
  return epochs.map(({ number, accuracy, loss, trainingAccuracy, learningRate }) => [
    ...[number, accuracy, loss, trainingAccuracy, learningRate],
  ]);
}

function open(): AbortSignal {
  return new AbortController().signal;
}
