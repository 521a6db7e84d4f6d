import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  blockFromTuples,
  blockToTuples,
  createBlock,
  createLayer,
  formatBlock,
  type Layer,
  NscError,
  type NscField,
  parseBlock,
  parseLayer,
} from '@blockqnn/nsc';
import { anyBlock } from './arbitraries.js';

type Fault = readonly [given: string, layer: number | undefined, field: NscField, message: RegExp];

const faults: readonly Fault[] = [
  // Text
  ['', undefined, 'code', /no layers.*at least one/],
  [' \n', undefined, 'code', /no layers/],
  ['conv3', 1, 'layer', /"conv3" is no layer; expected for instance conv3@0/],
  ['conv3@0,', 2, 'layer', /layer 2: "" is no layer/],
  ['conv3@0, conv3@1', 2, 'type', /unknown type " conv"/],
  ['conv3@0,dense@1', 2, 'type', /unknown type "dense"; allowed: conv, max, avg, id, add, cat/],
  ['Conv3@0', 1, 'type', /unknown type "Conv"/],
  ['constructor3@0', 1, 'type', /unknown type "constructor"/],
  ['@0', 1, 'type', /unknown type ""/],
  ['conv@0', 1, 'kernel', /conv lacks its kernel; allowed: conv1, conv3, conv5/],
  ['conv7@0', 1, 'kernel', /conv has kernel "7"; allowed: conv1, conv3, conv5/],
  ['conv03@0', 1, 'kernel', /"03"/],
  ['conv3x@0', 1, 'kernel', /"3x"/],
  ['max5@0', 1, 'kernel', /max has kernel "5"; allowed: max1, max3/],
  ['id0@0', 1, 'kernel', /id has kernel "0"; allowed: id/],
  ['conv3@0,add3@1+0', 2, 'kernel', /add has kernel "3"; allowed: add/],
  ['conv3@', 1, 'pred1', /predecessor "" is not an index/],
  ['conv3@x', 1, 'pred1', /predecessor "x" is not an index; the first layer can only read 0/],
  ['conv3@-1', 1, 'pred1', /"-1"/],
  ['conv3@0,conv3@0.5', 2, 'pred1', /"0.5" is not an index; allowed: 0 \(the input\) to 1/],
  ['conv3@0,conv3@01', 2, 'pred1', /"01"/],
  ['conv3@0,conv3@1e0', 2, 'pred1', /"1e0"/],
  ['conv3@٠', 1, 'pred1', /not an index/],
  ['conv3@0,conv3@9999999999999999999999', 2, 'pred1', /not an index/],
  ['conv3@1', 1, 'pred1', /predecessor 1 is the layer itself/],
  ['conv3@0,conv3@4,id@0', 2, 'pred1', /predecessor 4 is a forward reference; allowed: 0 \(the input\) to 1/],
  ['conv3@0,add@0+3', 2, 'pred2', /predecessor 3 is a forward reference/],
  ['conv3@0+0', 1, 'pred2', /convolution has one predecessor, not 2/],
  ['add@0', 1, 'pred2', /add has two predecessors, not 1/],
  ['add@0+0+0', 1, 'pred2', /add has two predecessors, not 3/],
  ['add@0+', 1, 'pred2', /predecessor "" is not an index/],
  [Array.from({ length: 24 }, () => 'id@0').join(), undefined, 'code', /24 layers; a block has at most 23/],
  ['x'.repeat(5000), undefined, 'code', /5000 characters; a code has at most 4096/],
  ['y'.repeat(4000), 1, 'layer', /"y{40}…" is no layer/],
  ['conv3@\u0000\u001b[31m', 1, 'pred1', /^[\u0020-\u007e]*$/],
  // 5-tuples
  ['[', undefined, 'code', /not valid JSON/],
  ['[]', undefined, 'code', /no layers/],
  ['[[1,7,0,0,0]]', undefined, 'code', /no layers/],
  ['[1]', 1, 'layer', /expected a 5-tuple \[index, type, kernel, pred1, pred2\], found 1/],
  ['[null]', 1, 'layer', /found null/],
  ['[[1,1,3,0]]', 1, 'layer', /found 4 fields/],
  ['[[1,1,3,0,0],[3,1,3,0,0]]', 2, 'index', /index is 3; indices count from 1 without gaps, so it must be 2/],
  ['[[0,1,3,0,0]]', 1, 'index', /index is 0; .* must be 1/],
  ['[[1,"conv",3,0,0]]', 1, 'type', /type "conv" is not an integer/],
  ['[[1,1.5,3,0,0]]', 1, 'type', /type 1.5 is not an integer/],
  ['[[1,0,3,0,0]]', 1, 'type', /unknown type 0; allowed: 1 \(convolution\) to 7 \(Terminal\)/],
  ['[[1,8,3,0,0]]', 1, 'type', /unknown type 8/],
  ['[[1,1,2,0,0]]', 1, 'kernel', /kernel is 2, but convolution takes kernel 1, 3, 5/],
  ['[[1,2,5,0,0]]', 1, 'kernel', /kernel is 5, but maxPooling takes kernel 1, 3/],
  ['[[1,4,1,0,0]]', 1, 'kernel', /kernel is 1, but identity has no kernel \(0\)/],
  ['[[1,1,3,1e400,0]]', 1, 'pred1', /pred1 Infinity is not an integer/],
  ['[[1,1,3,2,0]]', 1, 'pred1', /predecessor 2 is a forward reference/],
  ['[[1,1,3,-1,0]]', 1, 'pred1', /predecessor -1 is not an index/],
  ['[[1,1,3,0,0],[2,5,0,1,2]]', 2, 'pred2', /predecessor 2 is the layer itself/],
  [
    '[[1,1,3,0,0],[2,1,3,0,1]]',
    2,
    'pred2',
    /pred2 is 1, but convolution has one predecessor, so it must be 0/,
  ],
  ['[[1,1,3,0,0],[2,7,3,0,0]]', 2, 'kernel', /kernel of Terminal is 3; it must be 0/],
  ['[[1,1,3,0,0],[2,7,0,0,1]]', 2, 'pred2', /pred2 of Terminal is 1; it must be 0/],
  ['[[1,1,3,0,0],[2,7,0,0,0],[3,1,3,0,0]]', 2, 'type', /Terminal ends the code, but row 3 follows/],
  [JSON.stringify(Array.from({ length: 24 }, (_, i) => [i + 1, 4, 0, 0, 0])), undefined, 'code', /24 layers/],
  [JSON.stringify(Array.from({ length: 99 }, (_, i) => [i + 1, 4, 0, 0, 0])), undefined, 'code', /99 rows/],
];

describe('an illegal code', () => {
  for (const [given, layer, field, message] of faults) {
    const shown = given.length > 60 ? `${given.slice(0, 60)}…` : given;
    it(`${JSON.stringify(shown)} names ${field}${layer === undefined ? '' : ` of layer ${String(layer)}`}`, () => {
      assert.throws(
        () => parseBlock(given),
        (error) => {
          assert.ok(error instanceof NscError);
          assert.match(error.message, message);
          assert.deepEqual({ layer: error.layer, field: error.field }, { layer, field });
          if (layer !== undefined) assert.ok(error.message.startsWith(`layer ${String(layer)}: `));
          return true;
        },
      );
    });
  }

  it('has a short message, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6000, unit: 'binary' }), (text) => {
        assert.throws(
          () => parseBlock(`${text}?`),
          (error) => error instanceof NscError && error.message.length < 300,
        );
      }),
      { numRuns: 30 },
    );
  });
});

/** Runs something that may refuse, but only with an {@link NscError}. */
function mayRefuse(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof NscError, `threw ${String(error)}`);
  }
}

describe('garbage', () => {
  const value = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  const number = fc.oneof(fc.integer({ min: -2, max: 25 }), fc.double(), value);

  it('as text is refused with an NscError', () => {
    const mutated = fc
      .tuple(anyBlock(), fc.nat(300), fc.nat(3), fc.string({ maxLength: 4 }))
      .map(([block, at, length, inserted]) => {
        const text = formatBlock(block);
        return text.slice(0, at) + inserted + text.slice(at + length);
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: 'binary' }), fc.json()), (text) => {
        mayRefuse(() => parseBlock(text));
        mayRefuse(() => parseLayer(text, 3));
      }),
      { numRuns: 1000 },
    );
  });

  it('as tuples is refused with an NscError', () => {
    const mutated = fc
      .tuple(anyBlock(6), fc.nat(8), fc.nat(5), number)
      .map(([block, row, place, replaced]) =>
        blockToTuples(block).map((tuple, at) =>
          at === row ? tuple.with(place % 5, replaced as number) : tuple,
        ),
      );
    fc.assert(
      fc.property(fc.oneof(mutated, value, fc.array(fc.array(number))), (rows) => {
        mayRefuse(() => blockFromTuples(rows));
      }),
      { numRuns: 1000 },
    );
  });

  it('as layers is refused with an NscError', () => {
    const layer = fc.oneof(
      value,
      fc.record(
        {
          type: fc.oneof(fc.constantFrom('convolution', 'add', '__proto__'), value),
          kernel: number,
          predecessors: fc.oneof(fc.array(number), value),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(layer), value), value, (layers, parts) => {
        mayRefuse(() => createBlock(layers as Layer[]));
        mayRefuse(() => createLayer(1, { type: parts, kernel: parts, predecessors: parts }));
        mayRefuse(() => parseBlock(parts as string));
      }),
      { numRuns: 1000 },
    );
  });
});
