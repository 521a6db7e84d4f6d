import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDatasetChoice, parseDatasetSource } from '../src/dataset-source.js';

test('a source is named after its kind, or as given', () => {
  assert.deepEqual(parseDatasetSource('cifar10:data/c10'), {
    name: 'cifar10',
    kind: 'cifar10',
    directory: 'data/c10',
  });
  assert.deepEqual(parseDatasetSource('imagefolder:data'), {
    name: 'imagefolder',
    kind: 'imagefolder',
    directory: 'data',
  });
  assert.deepEqual(parseDatasetSource('mine=cifar100:c:\\data=1'), {
    name: 'mine',
    kind: 'cifar100',
    directory: 'c:\\data=1',
  });
});

for (const [text, message] of [
  [
    '',
    /must be KIND:DIRECTORY or NAME=KIND:DIRECTORY with KIND one of cifar10, cifar100, imagefolder; got ""/,
  ],
  ['cifar10', /must be KIND:DIRECTORY/],
  ['cifar10:', /must be KIND:DIRECTORY/],
  ['mnist:data', /KIND one of cifar10, cifar100, imagefolder/],
  ['=cifar10:data', /dataset name/],
  ['Mine=cifar10:data', /dataset name/],
  ['procedural=cifar10:data', /the name "procedural" is taken/],
] as const) {
  test(`a malformed source is refused: ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseDatasetSource(text), { name: 'DatasetError', code: 'malformed', message });
  });
}

test('a choice is a source and a reference to it', () => {
  assert.deepEqual(parseDatasetChoice('procedural'), { reference: { name: 'procedural' } });
  assert.deepEqual(parseDatasetChoice('procedural?limit=100'), {
    reference: { name: 'procedural', limit: 100 },
  });
  assert.deepEqual(parseDatasetChoice('mine=cifar10:a?b?limit=20'), {
    reference: { name: 'mine', limit: 20 },
    source: { name: 'mine', kind: 'cifar10', directory: 'a?b' },
  });
  assert.deepEqual(parseDatasetChoice('photos=imagefolder:data?limit=20&size=32'), {
    reference: { name: 'photos', limit: 20, size: 32 },
    source: { name: 'photos', kind: 'imagefolder', directory: 'data' },
  });
  assert.throws(() => parseDatasetChoice('cifar10:data?limit=x'), { code: 'malformed', message: /limit=N/ });
  assert.throws(() => parseDatasetChoice('cifar10'), { code: 'malformed', message: /KIND:DIRECTORY/ });
});
