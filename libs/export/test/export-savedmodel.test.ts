import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exportSavedModel, modelBytes, type ModelFile } from '@blockqnn/export';
import { buildLayerGraph, smallStack, weightSize, type WeightSource } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import protobuf from 'protobufjs';
import { trainedLookingWeights } from './random-weights.js';

const block = parseBlock('conv3@0,conv3@1,add@2+0,max3@3,avg3@3,cat@4+5');
const stack = smallStack({ input: { height: 9, width: 8, channels: 3 }, classes: 10 });
const graph = buildLayerGraph(block, stack);
const weights = trainedLookingWeights(graph, 1);
const specs = graph.nodes.flatMap((node) => node.weights);
const metadata = { block, stack, weights: { state: 'initialised', seed: 1 } } as const;

async function exported(source: WeightSource): Promise<ModelFile> {
  const [file] = await exportSavedModel({ graph, weights: source, metadata });
  assert.equal(file?.name, 'saved_model.pb');
  return file;
}

/** Written by hand once more, so that a wrong number in the exporter is seen. */
const savedModel = protobuf
  .parse(
    `syntax = "proto3";
    message Tensor { int32 dtype = 1; Shape shape = 2; bytes content = 4; }
    message Shape { repeated Dim dim = 2; }
    message Dim { int64 size = 1; }
    message Value { Tensor tensor = 8; }
    message Node { string name = 1; string op = 2; repeated string input = 3; map<string, Value> attr = 5; }
    message Graph { repeated Node node = 1; }
    message Meta { Graph graph = 2; }
    message Model { int64 version = 1; repeated Meta meta = 2; }`,
  )
  .root.lookupType('Model');

interface Node {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<
    Record<
      string,
      { readonly tensor?: { readonly shape?: { readonly dim?: { size: number }[] }; content: Buffer } }
    >
  >;
}

describe('saved_model.pb', () => {
  test('holds each weight as a constant of its name, and every node after what it reads', async () => {
    const message = savedModel.decode(await modelBytes(await exported(weights)));
    const model = savedModel.toObject(message, { longs: Number }) as {
      readonly meta: readonly [{ readonly graph: { readonly node: readonly Node[] } }];
    };
    const { node: nodes } = model.meta[0].graph;
    for (const { name, shape } of specs) {
      const constant = nodes.find((node) => node.name === name);
      assert.equal(constant?.op, 'Const');
      const tensor = constant.attr['value']?.tensor;
      assert.deepEqual(
        tensor?.shape?.dim?.map(({ size }) => size),
        shape,
      );
      const { data } = weights.get(name) ?? assert.fail(name);
      assert.ok(tensor.content.equals(Buffer.from(data.buffer, data.byteOffset, data.byteLength)), name);
    }
    const known = new Set<string>();
    for (const { name, input = [] } of nodes) {
      for (const read of input) assert.ok(known.has(read), `${name} reads ${read}`);
      assert.ok(!known.has(name), name);
      known.add(name);
    }
    for (const { id } of graph.nodes) assert.ok(known.has(id), id);
  });

  test('is made a tensor at a time, each asked for when its turn comes', async () => {
    let asked = 0;
    const file = await exported({
      get: (name) => {
        asked += 1;
        return weights.get(name);
      },
    });
    assert.equal(asked, 0);
    const largest = Math.max(...specs.map(({ shape }) => 4 * weightSize(shape)));
    let read = 0;
    for await (const chunk of file.chunks()) {
      assert.ok(chunk.length <= largest);
      if (chunk.length === largest) read += 1;
      assert.ok(asked <= specs.length);
    }
    assert.ok(read > 0);
    assert.equal(asked, specs.length);
  });

  test('has the same bytes whenever it is read', async () => {
    const file = await exported(weights);
    assert.deepEqual(await modelBytes(file), await modelBytes(file));
    assert.deepEqual(await modelBytes(file), await modelBytes(await exported(weights)));
  });

  test('weights of another network are refused when they are read', async () => {
    const other = buildLayerGraph(parseBlock('conv1@0'), stack);
    const file = await exported(trainedLookingWeights(other, 1));
    await assert.rejects(modelBytes(file), { name: 'NetworkError', code: 'UNFIT_WEIGHTS' });
  });
});

test('what the model says of itself stands in assets.extra', async () => {
  const [, file] = await exportSavedModel({ graph, weights, metadata });
  assert.equal(file?.name, 'assets.extra/blockqnn.json');
  const described = JSON.parse(Buffer.from(await modelBytes(file)).toString()) as Record<string, unknown>;
  assert.deepEqual(described['figures'], graph.figures);
  assert.deepEqual(described['weights'], { state: 'initialised', seed: 1 });
});

test('a model above 2 GiB is refused before anything is made', async () => {
  const wide = buildLayerGraph(parseBlock('conv5@0'), {
    ...stack,
    stages: Array.from({ length: 3 }, () => ({ repeats: 3, filters: 2048 })),
  });
  const none: WeightSource = { get: () => assert.fail('asked for weights') };
  await assert.rejects(exportSavedModel({ graph: wide, weights: none, metadata }), {
    name: 'NetworkError',
    code: 'INFEASIBLE',
    message: /^saved_model\.pb: \d+ bytes, at most 2147483647 allowed/,
  });
});
