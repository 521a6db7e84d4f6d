import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exportOnnx, modelBytes, type ModelFile, ONNX_IR_VERSION, ONNX_OPSET } from '@blockqnn/export';
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
  const [file] = await exportOnnx({ graph, weights: source, metadata });
  assert.equal(file?.name, 'model.onnx');
  return file;
}

/** Written by hand once more, so that a wrong number in the exporter is seen. */
const onnx = protobuf
  .parse(
    `syntax = "proto3";
    message Tensor { repeated int64 dims = 1; int32 type = 2; string name = 8; bytes raw = 9; }
    message Graph { repeated Tensor initializer = 5; }
    message Opset { string domain = 1; int64 version = 2; }
    message Entry { string key = 1; string value = 2; }
    message Model {
      int64 ir = 1; string producer = 2; Graph graph = 7; repeated Opset opset = 8; repeated Entry entry = 14;
    }`,
  )
  .root.lookupType('Model');

interface Model {
  readonly ir: number;
  readonly graph: { readonly initializer: readonly Tensor[] };
  readonly opset: readonly { readonly version: number }[];
  readonly entry: readonly { readonly key: string; readonly value: string }[];
}

interface Tensor {
  readonly dims: readonly number[];
  readonly type: number;
  readonly name: string;
  readonly raw: Buffer;
}

async function decoded(): Promise<Model> {
  const message = onnx.decode(await modelBytes(await exported(weights)));
  return onnx.toObject(message, { longs: Number, arrays: true }) as Model;
}

describe('model.onnx', () => {
  test('states the versions that the documents promise', async () => {
    const { ir, opset } = await decoded();
    assert.deepEqual([ir, opset.map(({ version }) => version)], [ONNX_IR_VERSION, [ONNX_OPSET]]);
  });

  test('holds each weight under its name, kernels of convolutions as [out, in, height, width]', async () => {
    const tensors = new Map((await decoded()).graph.initializer.map((tensor) => [tensor.name, tensor]));
    for (const { name, shape } of specs) {
      const tensor = tensors.get(name) ?? assert.fail(name);
      const values = new Float32Array(Uint8Array.from(tensor.raw).buffer);
      const expected = weights.get(name) ?? assert.fail(name);
      if (shape.length < 4) {
        assert.deepEqual(tensor.dims, shape);
        assert.deepEqual(values, expected.data);
        continue;
      }
      const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
      assert.deepEqual(tensor.dims, [outputs, inputs, height, width]);
      const at = (y: number, x: number, i: number, o: number): number =>
        ((o * inputs + i) * height + y) * width + x;
      for (const [index, value] of expected.data.entries()) {
        const [o, rest] = [index % outputs, Math.floor(index / outputs)];
        const [i, position] = [rest % inputs, Math.floor(rest / inputs)];
        assert.equal(values[at(Math.floor(position / width), position % width, i, o)], value, name);
      }
    }
    assert.equal(tensors.size, specs.length + 2);
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
    let readTensors = 0;
    const sizes = new Set(specs.map(({ shape }) => 4 * weightSize(shape)));
    let isFirst = true;
    for await (const chunk of file.chunks()) {
      // The first one is the structure of the whole graph.
      if (!isFirst) assert.ok(chunk.length <= largest);
      if (!isFirst && sizes.has(chunk.length)) readTensors += 1;
      isFirst = false;
      assert.ok(asked <= readTensors + 1);
    }
    assert.equal(asked, specs.length);
  });

  test('has the same bytes whenever it is read', async () => {
    const file = await exported(weights);
    assert.deepEqual(await modelBytes(file), await modelBytes(file));
    assert.deepEqual(await modelBytes(file), await modelBytes(await exported(weights)));
  });

  test('says what the model is', async () => {
    const said = new Map((await decoded()).entry.map(({ key, value }) => [key, value]));
    assert.deepEqual(JSON.parse(said.get('figures') ?? ''), graph.figures);
    assert.deepEqual(JSON.parse(said.get('stack') ?? ''), stack);
    assert.deepEqual(JSON.parse(said.get('weights') ?? ''), { state: 'initialised', seed: 1 });
    assert.equal(said.get('input'), 'pixel values 0 to 255; the model rescales them itself');
  });

  test('weights of another network are refused when they are read', async () => {
    const other = buildLayerGraph(parseBlock('conv1@0'), stack);
    const file = await exported(trainedLookingWeights(other, 1));
    await assert.rejects(modelBytes(file), { name: 'NetworkError', code: 'UNFIT_WEIGHTS' });
  });
});

test('a model above 2 GiB is refused before any weight is asked for', async () => {
  const wide = { ...stack, stages: [{ repeats: 3, filters: 4096 }] };
  const large = buildLayerGraph(parseBlock('conv5@0'), wide);
  const nobody = { get: () => assert.fail('no weight is needed') };
  await assert.rejects(
    exportOnnx({ graph: large, weights: nobody, metadata: { ...metadata, stack: wide } }),
    {
      name: 'NetworkError',
      code: 'INFEASIBLE',
      message: /^model\.onnx: \d+ bytes, at most 2147483647 allowed/,
    },
  );
});
