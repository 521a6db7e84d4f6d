import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exportPytorch, modelBytes, type ModelFile, type ModelMetadata } from '@blockqnn/export';
import { buildLayerGraph, cifarStack, smallStack, weightSize, type WeightSource } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { trainedLookingWeights } from './random-weights.js';

const block = parseBlock('conv3@0,conv3@1,add@2+0,max3@3,avg3@3,cat@4+5');
const stack = smallStack({ input: { height: 9, width: 8, channels: 3 }, classes: 10 });
const graph = buildLayerGraph(block, stack);
const weights = trainedLookingWeights(graph, 1);
const specs = graph.nodes.flatMap((node) => node.weights);
const metadata = { block, stack, weights: { state: 'initialised', seed: 1 } } as const;

async function exported(
  source: WeightSource = weights,
  described: ModelMetadata = metadata,
): Promise<readonly [source: ModelFile, weights: ModelFile]> {
  const [first, second] = await exportPytorch({ graph, weights: source, metadata: described });
  assert.equal(first?.name, 'model.py');
  assert.equal(second?.name, 'model.safetensors');
  return [first, second];
}

async function sourceOf(nsc: string, kind: 'cifar' | 'small'): Promise<string> {
  const image = { input: { height: 32, width: 32, channels: 3 }, classes: 10 };
  const coded = parseBlock(nsc);
  const stacked = kind === 'cifar' ? cifarStack(image) : smallStack(image);
  const [file] = await exportPytorch({
    graph: buildLayerGraph(coded, stacked),
    weights,
    metadata: { ...metadata, block: coded, stack: stacked },
  });
  assert.ok(file);
  return new TextDecoder().decode(await modelBytes(file));
}

/** The lines of a class, from its head to before the next one. */
function classIn(source: string, name: string): string {
  return new RegExp(`^class ${name}\\(.*?(?=\\n\\n\\n|$(?![^]))`, 'ms').exec(source)?.[0].trimEnd() ?? '';
}

describe('model.py', () => {
  test('has the block as a class that is named like its layers', async () => {
    const source = await sourceOf('conv3@0,conv3@1,add@2+0', 'cifar');
    assert.equal(
      classIn(source, 'Block'),
      `class Block(nn.Module):
    """The block conv3@0,conv3@1,add@2+0.

    With \`project_input\` a sum reads the block's input through a 1x1 convolution, which
    brings it to \`filters\` channels.
    """

    def __init__(
        self, channels: int, filters: int, project_input: bool = False
    ) -> None:
        super().__init__()
        self.layer1 = ConvolutionCell(channels, filters, kernel_size=3)
        self.layer2 = ConvolutionCell(filters, filters, kernel_size=3)
        if project_input:
            self.layer3_project2 = nn.Conv2d(
                channels, filters, kernel_size=1, bias=False
            )
        else:
            self.layer3_project2 = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        layer1 = self.layer1(x)
        layer2 = self.layer2(layer1)
        return layer2 + self.layer3_project2(x)`,
    );
  });

  test('stacks it in stages', async () => {
    const source = await sourceOf('conv3@0,conv3@1,add@2+0', 'cifar');
    const stage = /self\.stage2 = .*?\n {8}\)\n/s.exec(source)?.[0];
    assert.equal(
      stage,
      `self.stage2 = nn.Sequential(
            Block(32, 64, project_input=True),
            *[Block(64, 64) for _ in range(3)],
        )
`,
    );
  });

  test('names the filters of a block whose only convolutions are projections that it does not need', async () => {
    const source = await sourceOf('add@0+0', 'small');
    assert.match(source, /self\.stage1 = nn\.Sequential\(Block\(8, 8\)\)/);
    assert.match(source, /self\.stage2 = nn\.Sequential\(Block\(8, 16, project_input=True\)\)/);
    assert.doesNotMatch(source, /Block\(\d+, 0/);
  });

  test('has no parameters, attributes or classes that the block does not need', async () => {
    const source = await sourceOf('max3@0', 'small');
    assert.equal(classIn(source, 'ConvolutionCell'), '');
    assert.doesNotMatch(source, /^import torch$/m);
    assert.match(classIn(source, 'Block'), /def __init__\(self\) -> None:/);
    assert.doesNotMatch(classIn(await sourceOf('add@0+0', 'small'), 'Block'), /layer1 =/);
    // A block that only passes its input on.
    assert.doesNotMatch(await sourceOf('id@0', 'small'), /Block\(|stage1\b/);
  });

  test('says nothing in a user’s words, for it is run', async () => {
    const hostile = '"""\nimport os\nos.abort()\n"""';
    const origin = { state: 'trained', trial: hostile, dataset: hostile, accuracy: 0.5 } as const;
    const [file, weightsFile] = await exported(weights, { ...metadata, weights: origin });
    const [plain] = await exported();
    assert.deepEqual(await modelBytes(file), await modelBytes(plain));
    assert.deepEqual(JSON.parse((await headerOf(weightsFile)).__metadata__['weights'] ?? ''), origin);
  });
});

interface Header {
  readonly __metadata__: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<
    string,
    { readonly dtype: string; readonly shape: number[]; readonly data_offsets: [number, number] }
  >;
  readonly begin: number;
}

async function headerOf(file: ModelFile): Promise<Header> {
  const bytes = await modelBytes(file);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const { __metadata__, ...tensors } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  ) as Pick<Header, '__metadata__'>;
  return { __metadata__, tensors: new Map(Object.entries(tensors)), begin: 8 + length };
}

describe('model.safetensors', () => {
  test('names tensors as the module does, in PyTorch’s layouts', async () => {
    const [, file] = await exported();
    const { tensors, begin } = await headerOf(file);
    const bytes = await modelBytes(file);
    const values = (name: string): Float32Array => {
      const {
        data_offsets: [from, to],
      } = tensors.get(name) ?? assert.fail(name);
      return new Float32Array(Uint8Array.from(bytes.subarray(begin + from, begin + to)).buffer);
    };
    assert.deepEqual(tensors.get('stage1.0.layer1.conv.weight')?.shape, [8, 8, 3, 3]);
    assert.deepEqual(tensors.get('stage2.0.layer3_project2.weight')?.shape, [16, 16, 1, 1]);
    assert.deepEqual(
      values('stage1.0.layer1.bn.running_var'),
      weights.get('stage1_block1_layer1_bn/movingVariance')?.data,
    );
    assert.deepEqual(values('stem_bn.weight'), weights.get('stem_bn/gamma')?.data);
    const dense = weights.get('logits/kernel') ?? assert.fail();
    const [inputs = 0, outputs = 0] = dense.shape;
    assert.deepEqual(tensors.get('logits.weight')?.shape, [outputs, inputs]);
    assert.equal(values('logits.weight')[inputs + 2], dense.data[2 * outputs + 1]);
    const normalisations = specs.filter(({ role }) => role === 'gamma');
    assert.equal(tensors.size, specs.length + normalisations.length);
    assert.deepEqual(tensors.get('stem_bn.num_batches_tracked')?.shape, []);
  });

  test('every tensor is aligned to its numbers', async () => {
    const [, file] = await exported();
    const { tensors, begin } = await headerOf(file);
    for (const [name, { dtype, data_offsets }] of tensors) {
      assert.equal((begin + data_offsets[0]) % (dtype === 'I64' ? 8 : 4), 0, name);
    }
  });

  test('says how the module is fed, other than other formats', async () => {
    const [, file] = await exported();
    const { __metadata__: said } = await headerOf(file);
    assert.match(said['input'] ?? '', /\[batch, channels, height, width\]/);
    assert.match(said['output'] ?? '', /logits/);
    assert.deepEqual(JSON.parse(said['figures'] ?? ''), graph.figures);
  });

  test('is made a tensor at a time, each asked for when its turn comes', async () => {
    let asked = 0;
    const [, file] = await exported({
      get: (name) => {
        asked += 1;
        return weights.get(name);
      },
    });
    assert.equal(asked, 0);
    const sizes = new Set(specs.map(({ shape }) => 4 * weightSize(shape)));
    let read = 0;
    let isHead = true;
    for await (const chunk of file.chunks()) {
      if (!isHead && sizes.has(chunk.length)) read += 1;
      isHead = false;
      assert.ok(asked <= read);
    }
    assert.equal(asked, specs.length);
  });

  test('has the same bytes whenever it is read', async () => {
    const [, file] = await exported();
    assert.deepEqual(await modelBytes(file), await modelBytes(file));
  });

  test('weights of another network are refused when they are read', async () => {
    const other = buildLayerGraph(parseBlock('conv1@0'), stack);
    const [, file] = await exported(trainedLookingWeights(other, 1));
    await assert.rejects(modelBytes(file), { name: 'NetworkError', code: 'UNFIT_WEIGHTS' });
  });
});
