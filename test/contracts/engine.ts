import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  buildLayerGraph,
  initialiseWeights,
  type LayerGraph,
  type Stack,
  type Weights,
} from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  type Batch,
  batchSize,
  type Engine,
  evaluate,
  type LoadedImages,
  type OpenNetwork,
  plainBatches,
  trainEpoch,
} from '@blockqnn/training';
import { PlainNetwork } from './plain-network.js';
import { ALL, batchesOf, IMAGES, mapOf, plainBatchOf, shiftAndMirror, SIX } from './toy-batches.js';
import { TOY_CLASSES, TOY_SHAPE } from './toy-images.js';

/** Every operation of the graph, a projection and an n-ary concat. */
const MIXED_BLOCK = 'conv3@0,max3@0,avg3@1,cat@2+3,add@4+1,conv1@2';

const STACK: Stack = {
  input: TOY_SHAPE,
  stem: { filters: 2, kernel: 3, stride: 1, pooling: false },
  stages: [
    { repeats: 1, filters: 2 },
    { repeats: 1, filters: 3 },
  ],
  classes: TOY_CLASSES.length,
};

/** What every engine promises; `createEngine` is called once. */
export function engineContract(name: string, createEngine: () => Promise<Engine>): void {
  describe(`${name} engine`, () => {
    let engine: Engine;
    let images: LoadedImages;

    before(async () => {
      engine = await createEngine();
      images = await engine.loadImages(IMAGES, TOY_SHAPE);
    });
    after(async () => {
      await images[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
    });

    const openToy = (
      graph = graphOf('conv3@0'),
      weights = initialiseWeights(graph, 3),
    ): Promise<OpenNetwork> => engine.open(graph, weights);
    const trainSome = async (network: OpenNetwork, epochs: number, seed = 0): Promise<number[]> => {
      const losses: number[] = [];
      for (let epoch = 0; epoch < epochs; epoch += 1) {
        const options = { learningRate: 0.01, signal: new AbortController().signal };
        losses.push((await trainEpoch(network, batchesOf(images, ALL, seed + epoch), options)).loss);
      }
      return losses;
    };

    test('says what computes', () => {
      assert.ok(engine.info.threads >= 1);
      for (const text of [engine.info.device, engine.info.version]) assert.match(text, /\S/);
    });

    for (const [what, nsc, stack] of [
      ['one convolution', 'conv3@0', STACK],
      ['every operation', MIXED_BLOCK, STACK],
      [
        'a stem with stride and pooling',
        'conv1@0',
        {
          ...STACK,
          stem: { filters: 3, kernel: 5, stride: 2, pooling: true },
          stages: [{ repeats: 1, filters: 3 }],
        },
      ],
    ] as const satisfies readonly (readonly [string, string, Stack])[]) {
      test(`trains and evaluates as the definitions in float64 do: ${what}`, async () => {
        const graph = buildLayerGraph(parseBlock(nsc), stack);
        const weights = initialiseWeights(graph, 6);
        const plain = new PlainNetwork(graph, weights);
        const labels = [...SIX].map((index) => IMAGES.labels[index] ?? 0);
        await using network = await openToy(graph, weights);
        for (let step = 1; step <= 3; step += 1) {
          const expected = plain.trainStep(mapOf(SIX), labels, 0.01);
          const { loss } = await trainEpoch(network, [plainBatchOf(images, SIX)], {
            learningRate: 0.01,
            signal: open(),
          });
          assertClose(loss, expected, 2e-4, `loss of step ${step}`);
        }
        const { loss } = await evaluate(network, plainBatches(images, SIX), open());
        assertClose(loss, plain.evaluate(mapOf(SIX), labels), 2e-4, 'loss of the evaluation');
        for (const [weight, { data }] of await network.readWeights()) {
          if (!weight.includes('/moving')) continue;
          for (const [channel, value] of plain.weight(weight).entries()) {
            assertClose(data[channel] ?? Number.NaN, value, 1e-3, `${weight}[${channel}]`);
          }
        }
      });
    }

    test('learns what can be learnt', async () => {
      await using network = await openToy();
      const losses = await trainSome(network, 25);
      assert.ok((losses.at(-1) ?? 1) < 0.5 * (losses[0] ?? 0), `losses ${losses.join(' ')}`);
      const { accuracy, loss } = await evaluate(network, plainBatches(images, ALL), open());
      assert.ok(accuracy > 0.9, `accuracy ${accuracy}`);
      assert.ok(loss < 0.5, `loss ${loss}`);
    });

    test('gives the same losses for the same weights and batches, whatever is trained between', async () => {
      await using first = await openToy();
      await using second = await openToy();
      const losses = await trainSome(first, 2);
      await using other = await openToy(graphOf(MIXED_BLOCK));
      await trainSome(other, 1);
      assert.deepEqual(await trainSome(second, 2), losses);
    });

    test('evaluates by moving statistics: an image counts alike in whatever company', async () => {
      await using network = await openToy();
      await trainSome(network, 2);
      const together = await evaluate(network, plainBatches(images, ALL), open());
      const losses: number[] = [];
      for (const index of ALL)
        losses.push((await evaluate(network, plainBatches(images, Int32Array.of(index)), open())).loss);
      assertClose(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, together.loss, 1e-5, 'loss');
    });

    test('shifts the crop window and mirrors as the batch says', async () => {
      const shifted = await engine.loadImages(shiftAndMirror(IMAGES.pixels), TOY_SHAPE);
      await using asTold = await openToy();
      await using asLoaded = await openToy();
      const augmented: Batch = {
        images: { kind: 'loaded', from: images, indices: SIX },
        shifts: Int8Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 2 : -1)),
        flips: Uint8Array.from(SIX, () => 1),
      };
      const options = { learningRate: 0.01, signal: open() };
      const told = await trainEpoch(asTold, [augmented], options);
      assert.deepEqual(await trainEpoch(asLoaded, [plainBatchOf(shifted, SIX)], options), told);
      await shifted[Symbol.asyncDispose]();
    });

    test('leaves the weights alone when it evaluates, and hands out copies', async () => {
      const graph = graphOf('conv3@0');
      const weights = initialiseWeights(graph, 3);
      await using network = await openToy(graph, weights);
      await evaluate(network, plainBatches(images, ALL), open());
      const read = await network.readWeights();
      assert.deepEqual(new Map(read), new Map(weights));
      for (const { data } of read.values()) data.fill(9);
      assert.deepEqual(new Map(await network.readWeights()), new Map(weights));
      await trainSome(network, 1);
      for (const { name, trainable } of graph.nodes.flatMap((node) => node.weights)) {
        assert.notDeepEqual(
          (await network.readWeights()).get(name),
          weights.get(name),
          `${name} ${trainable}`,
        );
      }
    });

    test('goes on from read weights as far as evaluation sees', async () => {
      await using network = await openToy();
      await trainSome(network, 1);
      await using copy = await openToy(graphOf('conv3@0'), await network.readWeights());
      assert.deepEqual(
        await evaluate(copy, plainBatches(images, ALL), open()),
        await evaluate(network, plainBatches(images, ALL), open()),
      );
    });

    test('starts afresh after a reset, optimiser included', async () => {
      const graph = graphOf('conv3@0');
      await using network = await openToy(graph);
      const losses = await trainSome(network, 2);
      await network.reset(initialiseWeights(graph, 3));
      assert.deepEqual(await trainSome(network, 2), losses);
    });

    test('stops between steps when aborted, and goes on after', async () => {
      await using network = await openToy();
      const abort = new AbortController();
      const reason = new Error('enough');
      let steps = 0;
      const onStep = (): void => {
        steps += 1;
        if (steps === 2) abort.abort(reason);
      };
      const options = { learningRate: 0.01, signal: abort.signal, onStep };
      await assert.rejects(trainEpoch(network, batchesOf(images, ALL, 0), options), reason);
      assert.equal(steps, 2);
      await assert.rejects(evaluate(network, plainBatches(images, ALL), abort.signal), reason);
      assert.ok(Number.isFinite((await trainSome(network, 1))[0]));
    });

    test('tells of each step how many images it took', async () => {
      await using network = await openToy();
      const sizes: number[] = [];
      const onStep = ({ images: count }: { readonly images: number }): void => void sizes.push(count);
      await trainEpoch(network, batchesOf(images, ALL, 0), { learningRate: 0.01, signal: open(), onStep });
      assert.deepEqual(sizes, [...batchesOf(images, ALL, 0)].map(batchSize));
    });

    test('ends an epoch where the loss is no number', async () => {
      const graph = graphOf('conv3@0');
      await using network = await openToy(graph, filled(initialiseWeights(graph, 3), 'logits/kernel', 3e38));
      let steps = 0;
      const onStep = (): void => void (steps += 1);
      const options = { learningRate: 0.01, signal: open(), onStep };
      const { loss } = await trainEpoch(network, batchesOf(images, ALL, 0), options);
      assert.ok(!Number.isFinite(loss), `loss ${loss}`);
      assert.equal(steps, 1);
    });

    test('says so where what is no number stays hidden from the loss', async () => {
      const graph = graphOf('conv3@0');
      // The stem overflows; the ReLU after it may turn that into 0.
      await using network = await openToy(
        graph,
        filled(initialiseWeights(graph, 3), 'stem_conv/kernel', 3e38),
      );
      const { loss } = await trainEpoch(network, [plainBatchOf(images, SIX)], {
        learningRate: 0.01,
        signal: open(),
      });
      assert.ok(!Number.isFinite(loss), `loss ${loss}`);
    });

    test('refuses weights of another network, by name', async () => {
      const graph = graphOf('conv3@0');
      const weights = new Map(initialiseWeights(graph, 3));
      weights.delete('stem_conv/kernel');
      await assert.rejects(async () => engine.open(graph, weights), /stem_conv\/kernel/);
      await using network = await openToy(graph);
      await assert.rejects(async () => network.reset(weights), /stem_conv\/kernel/);
    });

    test('refuses images of another shape or with more classes', async () => {
      await using wide = await engine.loadImages(
        { count: 1, pixels: new Uint8Array(72), labels: Uint16Array.of(0) },
        { height: 6, width: 4, channels: 3 },
      );
      await using many = await engine.loadImages(
        { ...IMAGES, labels: IMAGES.labels.map(() => 3) },
        TOY_SHAPE,
      );
      await using network = await openToy();
      await assert.rejects(evaluate(network, plainBatches(wide, Int32Array.of(0)), open()), /6×6×2.*6×4×3/);
      await assert.rejects(evaluate(network, plainBatches(many, Int32Array.of(0)), open()), /labels.*3/);
      await assert.rejects(
        evaluate(network, plainBatches(images, Int32Array.of(120)), open()),
        /indices.*120/,
      );
      await assert.rejects(
        async () =>
          engine.loadImages({ count: 2, pixels: new Uint8Array(1), labels: Uint16Array.of(0, 0) }, TOY_SHAPE),
        /144/,
      );
    });

    test('does nothing more once closed', async () => {
      const network = await openToy();
      await network[Symbol.asyncDispose]();
      await network[Symbol.asyncDispose]();
      await assert.rejects(trainSome(network, 1), /closed/);
      await assert.rejects(async () => network.readWeights(), /closed/);
    });
  });
}

function graphOf(nsc: string): LayerGraph {
  return buildLayerGraph(parseBlock(nsc), STACK);
}

function filled(weights: Weights, name: string, value: number): Weights {
  const tensor = weights.get(name);
  assert.ok(tensor, `${name}: no such weight`);
  return new Map([...weights, [name, { shape: tensor.shape, data: tensor.data.map(() => value) }]]);
}

function open(): AbortSignal {
  return new AbortController().signal;
}

/** Within a share of the value, or of 1 where the value is smaller. */
function assertClose(actual: number, expected: number, tolerance: number, what: string): void {
  const error = Math.abs(actual - expected);
  assert.ok(error <= tolerance * Math.max(1, Math.abs(expected)), `${what}: ${actual}, expected ${expected}`);
}
