import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DatasetError } from '../src/dataset-error.js';
import { formatDatasetReference, parseDatasetReference } from '../src/dataset-reference.js';

const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/);

test('parsing undoes formatting', () => {
  fc.assert(
    fc.property(
      names,
      fc.option(fc.integer({ min: 1, max: 999_999_999 }), { nil: undefined }),
      fc.option(fc.integer({ min: 8, max: 512 }), { nil: undefined }),
      (name, limit, size) => {
        const reference = {
          name,
          ...(limit !== undefined && { limit }),
          ...(size !== undefined && { size }),
        };
        assert.deepEqual(parseDatasetReference(formatDatasetReference(reference)), reference);
      },
    ),
  );
});

test('the forms of a reference', () => {
  assert.deepEqual(parseDatasetReference('cifar10'), { name: 'cifar10' });
  assert.deepEqual(parseDatasetReference('cifar10?limit=2000'), { name: 'cifar10', limit: 2000 });
  assert.deepEqual(parseDatasetReference('a?size=64'), { name: 'a', size: 64 });
  assert.deepEqual(parseDatasetReference('a?limit=20&size=512'), { name: 'a', limit: 20, size: 512 });
});

const malformed: readonly (readonly [text: string, message: RegExp])[] = [
  ['', /dataset name: must be 1 to 63 lower-case letters.*got ""/],
  ['CIFAR', /dataset name/],
  ['-a', /dataset name/],
  ['a b', /dataset name/],
  ['../etc', /dataset name/],
  ['a'.repeat(64), /dataset name/],
  ['a?', /only limit=N, size=N or limit=N&size=N are allowed, the limit from 1 to 999999999; got ""/],
  ['a?limit=', /got "limit="/],
  ['a?limit=0', /got "limit=0"/],
  ['a?limit=-1', /only limit=N, size=N/],
  ['a?limit=01', /only limit=N, size=N/],
  ['a?limit=1.5', /only limit=N, size=N/],
  ['a?limit=1e3', /only limit=N, size=N/],
  ['a?limit=1000000000', /only limit=N, size=N/],
  ['a?limit=1&limit=2', /only limit=N, size=N/],
  ['a?size=7', /dataset size: must be 8 to 512 pixels; got 7/],
  ['a?size=513', /dataset size: must be 8 to 512 pixels; got 513/],
  ['a?size=064', /only limit=N, size=N/],
  ['a?size=10000', /only limit=N, size=N/],
  ['a?&', /got "&"/],
  ['a?&size=64', /got "&size=64"/],
  ['a?limit=1&', /got "limit=1&"/],
  ['a?limit=1size=64', /got "limit=1size=64"/],
  ['a?size=64&limit=1', /limit=N&size=N/],
  ['a?size=64&size=64', /limit=N&size=N/],
];

for (const [text, message] of malformed) {
  test(`a malformed reference is refused: ${JSON.stringify(text.slice(0, 20))}`, () => {
    assert.throws(
      () => parseDatasetReference(text),
      (error) => {
        assert.ok(error instanceof DatasetError);
        assert.equal(error.code, 'malformed');
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test('any text gives a reference or a short DatasetError', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 5000 }),
        names.map((name) => `${name}?limit=`),
        fc.stringMatching(/^a\?(limit=[0-9]{0,3})?&?(size=[0-9]{0,3})?$/),
      ),
      (text) => {
        try {
          assert.equal(formatDatasetReference(parseDatasetReference(text)), text);
        } catch (error) {
          if (!(error instanceof DatasetError)) throw error;
          assert.ok(error.message.length < 700);
        }
      },
    ),
  );
});
