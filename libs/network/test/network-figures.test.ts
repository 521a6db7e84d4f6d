import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildLayerGraph,
  cifarStack,
  exceedsChannels,
  type Figures,
  NetworkError,
  networkFigures,
  type Stack,
  stackSchema,
} from '@blockqnn/network';
import {
  type Block,
  canonicalBlock,
  createBlock,
  createLayer,
  LAYER_TYPES,
  legalKernels,
  MAX_LAYERS,
  parseBlock,
  predecessorCount,
} from '@blockqnn/nsc';
import fc from 'fast-check';

const cifar = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
const huge: Stack = {
  input: { height: 1024, width: 1024, channels: 3 },
  stem: { filters: 4096, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 64, filters: 4096 }],
  classes: 10,
};
const filters = fc.integer({ min: 1, max: 4096 });

/** Few sizes, so that channels meet; now and then so large that nothing can be built. */
const anyStack: fc.Arbitrary<Stack> = fc
  .record({
    input: fc.record({
      height: fc.constantFrom(4, 7, 32, 1024),
      width: fc.constantFrom(4, 8, 33),
      channels: fc.integer({ min: 1, max: 4 }),
    }),
    stem: fc.record({
      filters: fc.oneof(fc.constantFrom(4, 8), filters),
      kernel: fc.constantFrom(1 as const, 3 as const, 5 as const, 7 as const),
      stride: fc.constantFrom(1 as const, 2 as const),
      pooling: fc.boolean(),
    }),
    stages: fc.array(
      fc.record({
        repeats: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 64 })),
        filters: fc.oneof(fc.constantFrom(4, 8), filters),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    classes: fc.oneof(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 2, max: 100_000 })),
  })
  .filter((stack) => stackSchema.safeParse(stack).success);

const anyBlock: fc.Arbitrary<Block> = fc
  .integer({ min: 1, max: MAX_LAYERS })
  .chain((length) =>
    fc.tuple(...Array.from({ length }, (_, position) => anyLayer(position + 1))).map(createBlock),
  );

function anyLayer(index: number) {
  return fc.constantFrom(...LAYER_TYPES).chain((type) =>
    fc
      .record({
        kernel: fc.constantFrom(...legalKernels(type)),
        predecessors: fc.array(fc.nat(index - 1), {
          minLength: predecessorCount(type),
          maxLength: predecessorCount(type),
        }),
      })
      .map((parts) => createLayer(index, { type, ...parts })),
  );
}

/** Figures or the error's words. */
function outcome(figures: () => Figures): unknown {
  try {
    return figures();
  } catch (error) {
    if (error instanceof NetworkError) return [error.code, error.message];
    throw error;
  }
}

test('the figures, or the error, are those of the graph', () => {
  let built = 0;
  let refused = 0;
  fc.assert(
    fc.property(anyBlock, anyStack, (block, stack) => {
      const expected = outcome(() => buildLayerGraph(block, stack).figures);
      assert.deepEqual(
        outcome(() => networkFigures(block, stack)),
        expected,
      );
      if (Array.isArray(expected)) refused += 1;
      else built += 1;
    }),
    { numRuns: 500 },
  );
  assert.ok(built > 100 && refused > 5, `${built} built, ${refused} refused`);
});

test('what has too many channels is known without its figures, in whichever spelling', () => {
  let tooWide = 0;
  fc.assert(
    fc.property(anyBlock, anyStack, (block, stack) => {
      const expected = outcome(() => networkFigures(block, stack));
      const exceeds = exceedsChannels(block, stack);
      assert.equal(exceedsChannels(canonicalBlock(block), stack), exceeds);
      if (!Array.isArray(expected)) assert.equal(exceeds, false);
      else if (String(expected[1]).startsWith('channels:')) assert.equal(exceeds, true);
      if (exceeds) tooWide += 1;
    }),
    { numRuns: 500 },
  );
  assert.ok(tooWide > 5, `${tooWide} too wide`);
});

const cases: readonly { readonly name: string; readonly nsc: string; readonly stack: Stack }[] = [
  { name: 'channels grow from repeat to repeat', nsc: 'conv3@0,cat@1+0,max3@2', stack: cifar },
  {
    name: 'a concat has as many channels as the stage has filters',
    nsc: 'conv3@0,cat@0+0,add@2+1',
    stack: { ...cifar, stages: [4, 8].map((count) => ({ repeats: 2, filters: count })) },
  },
  {
    name: 'more operations than can be counted',
    nsc: Array.from({ length: 23 }, (_, index) => `conv5@${index}`).join(','),
    stack: huge,
  },
  {
    name: 'there are too many operations before there are too many channels',
    nsc: `${Array.from({ length: 20 }, (_, index) => `conv5@${index}`).join(',')},cat@20+0`,
    stack: huge,
  },
  { name: 'a layer has too many channels', nsc: 'cat@0+0,cat@1+1,cat@2+2,conv1@0', stack: cifar },
  { name: 'the outputs together have too many channels', nsc: 'cat@0+0,max3@1,avg3@1', stack: cifar },
];

for (const { name, nsc, stack } of cases) {
  test(`the same where ${name}`, () => {
    const block = parseBlock(nsc);
    assert.deepEqual(
      outcome(() => networkFigures(block, stack)),
      outcome(() => buildLayerGraph(block, stack).figures),
    );
  });
}

test('other spellings of a block have the same figures', () => {
  const spelled = parseBlock('max1@0,id@1,conv3@2');
  assert.deepEqual(networkFigures(spelled, cifar), networkFigures(canonicalBlock(spelled), cifar));
});

test('a stack that no block fits is refused each time', () => {
  const stack = { ...cifar, classes: 1 };
  for (const _ of [1, 2]) {
    assert.throws(() => networkFigures(parseBlock('conv3@0'), stack), {
      name: 'NetworkError',
      code: 'UNUSABLE_STACK',
    });
  }
});
