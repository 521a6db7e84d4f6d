import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildLayerGraph, initialiseWeights, type LayerGraph, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { type Batch, createEngine, type Engine, type OpenNetwork } from '@blockqnn/training';
import fc from 'fast-check';
import { copyBatchPixels } from '../src/batch-pixels.js';
import { CompiledGraph } from '../src/native/compiled-graph.js';
import { DataflowGraph } from '../src/native/dataflow-graph.js';
import { blanked, imageGathering } from '../src/native/image-gathering.js';
import { coveredBy, imageTable, tableColumns, tableRows } from '../src/native/image-table.js';
import { cast } from '../src/native/operations.js';
import { DATA_TYPES } from '../src/native/saved-model.js';
import { ALL, IMAGES, plainBatchOf, SIX } from '../../../test/contracts/toy-batches.js';
import { TOY_CLASSES, TOY_SHAPE } from '../../../test/contracts/toy-images.js';
import { withNativeBinding } from './native-binding.js';

const COUNT = 5;

withNativeBinding('images of the native engine', (binding) => {
  for (const shape of [
    { height: 4, width: 6, channels: 3 },
    { height: 3, width: 3, channels: 1 },
    { height: 1, width: 9, channels: 2 },
  ]) {
    const { height, width, channels } = shape;
    test(`graphs move, mirror and blank pixels as the host does, ${height}×${width}×${channels}`, () => {
      const graph = new DataflowGraph();
      const gathering = imageGathering(graph, shape);
      const covering = {
        rows: graph.placeholder('covered_rows', 'float', [-1, height]),
        columns: graph.placeholder('covered_columns', 'float', [-1, width]),
      };
      const changed = blanked(graph, cast(graph, gathering.moved, 'float'), covering);
      const whole = cast(graph, gathering.whole, 'float');
      using compiled = new CompiledGraph(binding(), graph);
      const pixels = Uint8Array.from(
        { length: COUNT * height * width * channels },
        (_, i) => 1 + ((i * 89) % 255),
      );
      const table = imageTable(pixels, shape);
      compiled.run(
        [
          {
            tensor: gathering.newTable,
            shape: [COUNT * height + 1, (width + 1) * channels],
            values: table,
          },
        ],
        [gathering.assign],
      );
      const rowsFeed = (values: Int32Array): Parameters<typeof compiled.run>[0][number] => ({
        tensor: gathering.rows,
        shape: [values.length / height, height],
        values,
      });
      fc.assert(
        fc.property(batches(height, width), ({ indices, ...changes }) => {
          const size = indices.length;
          const target = new Uint8Array(size * height * width * channels);
          copyBatchPixels(pixels, shape, { indices, ...changes }, target);
          const covered = coveredBy(size, shape, changes.cutOut);
          const [actual] = compiled.run(
            [
              rowsFeed(tableRows(COUNT, shape, indices, changes.shifts)),
              {
                tensor: gathering.columns,
                shape: [size, width],
                values: tableColumns(size, shape, changes),
              },
              { tensor: covering.rows, shape: [size, height], values: covered.rows },
              { tensor: covering.columns, shape: [size, width], values: covered.columns },
            ],
            [changed],
          );
          assert.deepEqual(actual, Float32Array.from(target));
          copyBatchPixels(pixels, shape, { indices }, target);
          const [plain] = compiled.run([rowsFeed(tableRows(COUNT, shape, indices))], [whole]);
          assert.deepEqual(plain, Float32Array.from(target));
        }),
        { numRuns: 50 },
      );
    });
  }

  test('a graph shares the memory of a table that is not small', (t) => {
    if (binding().isUsingGpuDevice()) {
      t.skip('a GPU has memory of its own');
      return;
    }
    const shape = { height: 1024, width: 1024, channels: 4 };
    const table = imageTable(new Uint8Array(2 ** 22).fill(1), shape);
    const graph = new DataflowGraph();
    const { newTable, assign, rows, moved, columns } = imageGathering(graph, shape);
    const pixels = cast(graph, moved, 'float');
    using compiled = new CompiledGraph(binding(), graph);
    const id = binding().createTensor([1025, 4100], DATA_TYPES.uint8, table);
    compiled.run([{ tensor: newTable, id }], [assign]);
    table.fill(2, 0, 4);
    const feeds = [
      { tensor: rows, shape: [1, 1024], values: new Int32Array(1024) },
      { tensor: columns, shape: [1, 1024], values: new Int32Array(1024) },
    ];
    const [values] = compiled.run(feeds, [pixels]);
    assert.equal(values?.[0], 2);
    compiled[Symbol.dispose]();
    binding().deleteTensor(id);
  });

  describe('batches on the native engine', () => {
    test('images that come with a batch count as those that the engine holds', async () => {
      await using engine = await native();
      await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
      const changes = {
        shifts: Int8Array.from({ length: 12 }, (_, i) => (i % 5) - 2),
        flips: Uint8Array.of(1, 0, 0, 1, 1, 0),
        cutOut: { side: 3, corners: Int16Array.from({ length: 12 }, (_, i) => (i % 7) - 1) },
        mixUp: { share: 0.6, partners: Int32Array.of(1, 2, 3, 4, 5, 0) },
      };
      const imageSize = IMAGES.pixels.length / IMAGES.count;
      const decoded: Batch['images'] = {
        kind: 'decoded',
        pixels: IMAGES.pixels.slice(0, SIX.length * imageSize),
        labels: IMAGES.labels.slice(0, SIX.length),
      };
      await using held = await openToy(engine);
      await using brought = await openToy(engine);
      for (const change of [{}, { flips: changes.flips }, changes, {}]) {
        const batch = { ...plainBatchOf(images, SIX), ...change };
        assert.deepEqual(
          await brought.step({ images: decoded, ...change }, 0.01),
          await held.step(batch, 0.01),
        );
        assert.deepEqual(await brought.classify({ images: decoded, ...change }), await held.classify(batch));
      }
    });

    test('goes on where it was when the first batch that is mixed or blanked comes', async () => {
      await using engine = await native();
      await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
      await using plain = await openToy(engine);
      await using changed = await openToy(engine);
      const batch = plainBatchOf(images, SIX);
      const mixUp = { share: 1, partners: SIX.toReversed() };
      const cutOut = { side: 0, corners: new Int16Array(2 * SIX.length) };
      for (const change of [{}, { mixUp }, { cutOut }, {}]) {
        const expected = await plain.step(batch, 0.01);
        const { loss } = await changed.step({ ...batch, ...change }, 0.01);
        assert.ok(Math.abs(loss - expected.loss) < 1e-5 * expected.loss, `${loss}, not ${expected.loss}`);
      }
      assert.equal((await changed.readState()).steps, 4);
    });

    test('goes from one set of images to another and back', async () => {
      await using engine = await native();
      await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
      const reversed = { ...IMAGES, pixels: IMAGES.pixels.map((value) => 255 - value) };
      await using others = await engine.loadImages(reversed, TOY_SHAPE);
      await using network = await openToy(engine);
      const first = await network.classify(plainBatchOf(images, ALL));
      const second = await network.classify(plainBatchOf(others, ALL));
      assert.notDeepEqual(second, first);
      assert.deepEqual(await network.classify(plainBatchOf(images, ALL)), first);
    });

    test('closed images stay for the networks that use them, are refused to others, and then go', async () => {
      await using engine = await native();
      const before = binding().getNumOfTensors();
      const images = await engine.loadImages(IMAGES, TOY_SHAPE);
      await using user = await openToy(engine);
      await using other = await openToy(engine);
      const expected = await user.classify(plainBatchOf(images, SIX));
      await images[Symbol.asyncDispose]();
      await images[Symbol.asyncDispose]();
      assert.deepEqual(await user.classify(plainBatchOf(images, SIX)), expected);
      await assert.rejects(other.classify(plainBatchOf(images, SIX)), /images: are closed/);
      assert.equal(binding().getNumOfTensors(), before + 1);
      await user[Symbol.asyncDispose]();
      await user[Symbol.asyncDispose]();
      assert.equal(binding().getNumOfTensors(), before);
    });

    test('refuses images of another engine', async () => {
      await using wasm = await createEngine({ engine: 'wasm' });
      await using images = await wasm.loadImages(IMAGES, TOY_SHAPE);
      await using engine = await native();
      await using network = await openToy(engine);
      await assert.rejects(network.step(plainBatchOf(images, SIX), 0.01), /images: .*native/);
      await assert.rejects(network.classify(plainBatchOf(images, SIX)), /images: .*native/);
    });
  });
});

const native = (): Promise<Engine> => createEngine({ engine: 'native' });

const GRAPH: LayerGraph = buildLayerGraph(
  parseBlock('conv3@0'),
  smallStack({ input: TOY_SHAPE, classes: TOY_CLASSES.length }),
);

function openToy(engine: Engine): Promise<OpenNetwork> {
  return engine.open(GRAPH, initialiseWeights(GRAPH, 3));
}

/** Batches of up to 4 images with any augmentation or none. */
function batches(
  height: number,
  width: number,
): fc.Arbitrary<Pick<Batch, 'shifts' | 'flips' | 'cutOut'> & { readonly indices: Int32Array }> {
  const far = Math.max(height, width) + 2;
  return fc.integer({ min: 1, max: 4 }).chain((size) => {
    const numbers = (min: number, max: number, length: number): fc.Arbitrary<number[]> =>
      fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
    return fc.record(
      {
        indices: numbers(0, COUNT - 1, size).map((values) => Int32Array.from(values)),
        shifts: numbers(-far, far, 2 * size).map((values) => Int8Array.from(values)),
        flips: numbers(0, 1, size).map((values) => Uint8Array.from(values)),
        cutOut: fc.record({
          side: fc.integer({ min: 1, max: far }),
          corners: numbers(-far, far, 2 * size).map((values) => Int16Array.from(values)),
        }),
      },
      { requiredKeys: ['indices'] },
    );
  });
}
