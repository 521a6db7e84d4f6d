import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportKeras, modelBytes } from '@blockqnn/export';
import {
  buildLayerGraph,
  initialiseWeights,
  type LayerGraph,
  smallStack,
  type Stack,
  type Weights,
} from '@blockqnn/network';
import { type Block, blockId, formatBlock, parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import fc from 'fast-check';
import { type Dataset, File, type Group, ready } from 'h5wasm/node';
import { kerasLayerOrder } from '../src/keras/layer-order.js';
import { randomBlocks } from './random-blocks.js';
import { trainedLookingWeights } from './random-weights.js';

const stack: Stack = smallStack({ input: { height: 9, width: 8, channels: 3 }, classes: 10 });
const residual = parseBlock('conv3@0,conv3@1,add@2+0');

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'export-keras-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

async function exported(
  scratch: string,
  block: Block,
  graph: LayerGraph,
  weights: Weights,
): Promise<Uint8Array> {
  const metadata = { block, stack, weights: { state: 'initialised', seed: 1 } } as const;
  const files = await exportKeras({ graph, weights, metadata, scratch });
  assert.deepEqual(
    files.map(({ name }) => name),
    ['model.keras'],
  );
  const [file] = files;
  assert.ok(file);
  return modelBytes(file);
}

describe('weights', { concurrency: true }, () => {
  for (const { name, block } of REFERENCE_BLOCKS) {
    test(`${name}: every layer's stand under its name, numbered by class`, async (t) => {
      const scratch = await newFolder(t);
      const graph = buildLayerGraph(block, stack);
      const weights = trainedLookingWeights(graph, 1);
      await exported(scratch, block, graph, weights);

      await ready;
      const file = new File(join(scratch, 'model.weights.h5'), 'r');
      t.after(() => file.close());
      assert.equal((file.get('vars') as Group).attrs['name']?.value, `blockqnn_${blockId(block)}`);
      const layers = file.get('layers') as Group;
      const counts = new Map<string, number>();
      const withWeights = graph.nodes.filter((node) => node.weights.length > 0);
      assert.equal(layers.keys().length, withWeights.length);
      for (const key of layers.keys()) {
        const vars = layers.get(`${key}/vars`) as Group;
        const node = withWeights.find(({ id }) => id === vars.attrs['name']?.value);
        assert.ok(node, key);
        const datasets = vars.keys().map((index) => vars.get(index) as Dataset);
        assert.deepEqual(
          datasets.map((dataset) => [dataset.shape, dataset.value]),
          node.weights.map((spec) => [spec.shape, weights.get(spec.name)?.data]),
        );
        const name = key.replace(/_\d+$/, '');
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      for (const [name, count] of counts) {
        const numbered = Array.from({ length: count }, (_, index) =>
          index === 0 ? name : `${name}_${index}`,
        );
        assert.ok(
          numbered.every((key) => layers.keys().includes(key)),
          name,
        );
      }
    });
  }

  test('of another network are refused, and the next export works', async (t) => {
    const graph = buildLayerGraph(residual, stack);
    const other = buildLayerGraph(parseBlock('conv1@0'), stack);
    await assert.rejects(exported(await newFolder(t), residual, graph, initialiseWeights(other, 1)), {
      name: 'NetworkError',
      code: 'UNFIT_WEIGHTS',
    });
    assert.ok((await exported(await newFolder(t), residual, graph, initialiseWeights(graph, 1))).length > 0);
  });

  test('that cannot be written are told with the path and the reason', async () => {
    const graph = buildLayerGraph(residual, stack);
    await assert.rejects(exported('/nowhere', residual, graph, initialiseWeights(graph, 1)), {
      message: '/nowhere/model.weights.h5: No such file or directory',
    });
  });
});

test('equal models give equal bytes, whenever and beside whatever they are written', async (t) => {
  const graph = buildLayerGraph(residual, stack);
  const weights = trainedLookingWeights(graph, 1);
  const first = await exported(await newFolder(t), residual, graph, weights);
  // HDF5 and zip know whole seconds, zip even ones.
  await sleep(2100);
  const folders = await Promise.all([newFolder(t), newFolder(t), newFolder(t)]);
  const others = await Promise.all(folders.map((folder) => exported(folder, residual, graph, weights)));
  for (const other of others) assert.deepEqual(other, first);
  const different = await exported(await newFolder(t), residual, graph, trainedLookingWeights(graph, 2));
  assert.notDeepEqual(different, first);
});

test('a model says what it is', async (t) => {
  const graph = buildLayerGraph(residual, stack);
  const archive = await exported(await newFolder(t), residual, graph, initialiseWeights(graph, 1));
  // Entries are stored as they are.
  const text = Buffer.from(archive).toString('latin1');
  assert.ok(text.includes(`"nsc":"${formatBlock(residual)}"`));
  assert.ok(text.includes('"weights":{"state":"initialised","seed":1}'));
});

test("Keras's order is one in which layers can be computed", () => {
  fc.assert(
    fc.property(randomBlocks(8), (block) => {
      const graph = buildLayerGraph(block, stack);
      const known = new Set<string>();
      for (const { id, inputs } of kerasLayerOrder(graph)) {
        assert.ok(
          inputs.every((input) => known.has(input)),
          id,
        );
        known.add(id);
      }
      assert.equal(known.size, graph.nodes.length);
    }),
    { numRuns: 50 },
  );
});
