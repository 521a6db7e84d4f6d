import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  decodeSafetensors,
  decodeSafetensorsFile,
  encodeSafetensors,
  NetworkError,
  type Weights,
  weightSize,
} from '@blockqnn/network';
import fc from 'fast-check';

const tensor = fc
  .array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
  .chain((shape) =>
    fc
      .float32Array({ minLength: weightSize(shape), maxLength: weightSize(shape) })
      .map((data) => ({ shape, data })),
  );
const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__metadata__');
const anyWeights = fc
  .array(fc.tuple(name, tensor), { maxLength: 6 })
  .map((entries): Weights => new Map(entries));

function fileOf(header: string | Uint8Array, data = new Uint8Array(), length?: bigint): Uint8Array {
  const bytes = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + bytes.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(bytes.length), true);
  file.set(bytes, 8);
  file.set(data, 8 + bytes.length);
  return file;
}

const entry = (shape: unknown, offsets: unknown, dtype: unknown = 'F32'): string =>
  JSON.stringify({ a: { dtype, shape, data_offsets: offsets } });

describe('safetensors', () => {
  test('decoding undoes encoding', () => {
    fc.assert(
      fc.property(anyWeights, (weights) => {
        assert.deepEqual(
          new Map(decodeSafetensors(encodeSafetensors(weights))),
          new Map([...weights].sort()),
        );
      }),
    );
  });

  test('equal weights give equal bytes in whichever order', () => {
    fc.assert(
      fc.property(anyWeights, (weights) => {
        assert.deepEqual(encodeSafetensors(new Map([...weights].reverse())), encodeSafetensors(weights));
      }),
    );
  });

  test('bytes are those of the format’s specification', () => {
    const weights = new Map([
      ['b', { shape: [1], data: Float32Array.of(-2) }],
      ['a', { shape: [2, 1], data: Float32Array.of(1, 0.5) }],
    ]);
    const header =
      '{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}  ';
    const data = Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0, 0x3f, 0, 0, 0, 0xc0);
    assert.equal(header.length % 8, 0);
    assert.deepEqual(encodeSafetensors(weights), fileOf(header, data));
  });

  test('files of others: free metadata, unaligned data, tensors in any order', () => {
    const header = JSON.stringify({
      __metadata__: { format: 'pt' },
      z: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
      a: { dtype: 'F32', shape: [1], data_offsets: [4, 8] },
    });
    const padded = header + ' '.repeat((5 - (header.length % 4)) % 4);
    const data = new Uint8Array(Float32Array.of(3, 4).buffer);
    // A Buffer in the midst of a larger one, as files and sockets give them.
    const file = Buffer.concat([Buffer.alloc(3), fileOf(padded, data)]).subarray(3);
    const weights = decodeSafetensors(file);
    assert.deepEqual([...(weights.get('z')?.data ?? [])], [3]);
    assert.deepEqual([...(weights.get('a')?.data ?? [])], [4]);
    file.fill(0);
    assert.deepEqual([...(weights.get('a')?.data ?? [])], [4], 'a copy');
  });

  const cases: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(), /^file: 0 bytes, at least 8/],
    [
      'header longer than the file',
      fileOf('{}', undefined, 3n),
      /^header: 3 bytes long by its own account, at most 2/,
    ],
    [
      'header of 2^64 − 1 bytes',
      fileOf('{}', undefined, 2n ** 64n - 1n),
      /^header: 18446744073709551615 bytes/,
    ],
    ['no JSON', fileOf('{'), /^header: not JSON/],
    ['no UTF-8', fileOf(Uint8Array.of(0x22, 0xff, 0x22)), /^header: not JSON in UTF-8/],
    ['a JSON array', fileOf('[]'), /^header: not a JSON object/],
    ['a JSON null', fileOf('null'), /^header: not a JSON object/],
    ['entry of another kind', fileOf('{"a":1}'), /^a: /],
    ['other type of values', fileOf(entry([1], [0, 4], 'F64'), new Uint8Array(4)), /^a: dtype: .*F32/],
    ['negative size', fileOf(entry([-1, -1], [0, 4]), new Uint8Array(4)), /^a: shape\.0: /],
    ['fractional size', fileOf(entry([0.5, 2], [0, 4]), new Uint8Array(4)), /^a: shape\.0: /],
    [
      'too many dimensions',
      fileOf(
        entry(
          Array.from({ length: 9 }, () => 1),
          [0, 4],
        ),
        new Uint8Array(4),
      ),
      /^a: shape: .*8/,
    ],
    [
      'sizes that overflow',
      fileOf(entry([2 ** 40, 2 ** 40], [0, 4]), new Uint8Array(4)),
      /^a: 4 bytes, but its shape/,
    ],
    ['offsets the wrong way round', fileOf(entry([1], [4, 0]), new Uint8Array(4)), /^a: -4 bytes, but/],
    ['offset beyond the bound', fileOf(entry([1], [2 ** 40, 2 ** 40 + 4])), /^a: data_offsets\.0: /],
    ['unknown key', fileOf('{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"x":1}}'), /^a: /],
    [
      'data cut short',
      fileOf(entry([2], [0, 8]), new Uint8Array(7)),
      /^file: 7 bytes of data, but its tensors take 8/,
    ],
    [
      'data left over',
      fileOf(entry([1], [0, 4]), new Uint8Array(5)),
      /^file: 5 bytes of data, but its tensors take 4/,
    ],
    ['gap', fileOf(entry([1], [4, 8]), new Uint8Array(8)), /^a: data_offsets begin at 4, must be 0/],
    [
      'overlap',
      fileOf(
        '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
        new Uint8Array(8),
      ),
      /^b: data_offsets begin at 4, must be 8/,
    ],
  ];
  for (const [what, file, message] of cases) {
    test(`refused: ${what}`, () => {
      assert.throws(
        () => decodeSafetensors(file),
        (error) => {
          assert.ok(error instanceof NetworkError);
          assert.equal(error.code, 'MALFORMED_WEIGHTS');
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  test('texts go along, whatever is in them', () => {
    const texts = fc.dictionary(name, fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyWeights, texts, (weights, metadata) => {
        const file = decodeSafetensorsFile(encodeSafetensors(weights, { metadata }));
        assert.deepEqual(file.tensors, new Map([...weights].sort()));
        assert.deepEqual(file.metadata, new Map(Object.entries(metadata)));
      }),
    );
  });

  test('the bound on all tensors is the caller’s', () => {
    const weights: Weights = new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]]);
    assert.throws(() => encodeSafetensors(weights, { maxBytes: 7 }), /8 bytes, at most 7/);
    const file = encodeSafetensors(weights, { maxBytes: 8 });
    assert.deepEqual(decodeSafetensorsFile(file, { maxBytes: 8 }).tensors, weights);
    assert.throws(() => decodeSafetensorsFile(file, { maxBytes: 7 }), /file: 8 bytes of data, at most 7/);
  });

  test('a name that is a key of every object', () => {
    const weights: Weights = new Map([['__proto__', { shape: [1], data: Float32Array.of(9) }]]);
    assert.deepEqual(decodeSafetensors(encodeSafetensors(weights)), weights);
  });

  test('random bytes, and files with random bytes changed, give weights or a NetworkError', () => {
    const valid = encodeSafetensors(
      new Map([['stem/kernel', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]),
    );
    const damaged = fc
      .array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => {
        const file = valid.slice();
        for (const [index, value] of changes) file[index] = value;
        return file;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), damaged), (file) => {
        try {
          decodeSafetensors(file);
        } catch (error) {
          assert.ok(error instanceof NetworkError, String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
