import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { SearchMessage } from '@blockqnn/api';
import { searchJson } from '../src/index.js';
import { formatSearch, formatSearches } from '../src/search-report.js';
import { searchMessage } from './messages.js';

/** One hour after a search of the messages was created. */
const NOW = (1_700_000_000 + 3600) * 1000;

function bounded(): SearchMessage {
  const search = searchMessage({ openCount: 3 });
  assert.ok(search.spec?.budget);
  return {
    ...search,
    spec: {
      ...search.spec,
      displayName: 'nightly on GPUs',
      stack: {
        input: { height: 32, width: 32, channels: 3 },
        stem: { filters: 16, kernel: 3, stride: 1, pooling: false },
        stages: [
          { repeats: 1, filters: 16 },
          { repeats: 2, filters: 32 },
        ],
        classes: 10,
      },
      limits: { maxFlops: 50_000_000, maxParameters: 0, maxActivationBytes: 0 },
      budget: {
        ...search.spec.budget,
        maxDuration: { seconds: 7200, nanos: 0 },
        targetAccuracy: 0.93,
        maxTrialsInFlight: 8,
      },
      leaseDuration: { seconds: 60, nanos: 0 },
    },
  };
}

it('a search tells people its name, age, end, stack, recipe, limits and what is open', () => {
  const text = formatSearch(bounded(), NOW);
  for (const part of [
    'searches/s1  running  "nightly on GPUs"',
    'created 2023-11-14T22:13:20.000Z (1 h 00 m ago), ends by 2023-11-15T00:13:20.000Z (in 1 h 00 m)',
    'stack: 32×32×3 images, 10 classes; stem of 16, then 1×16, 2×32',
    'recipe: 4 epochs of batches of 64, adam, learning rate 0.001 (step)',
    'blocks of at most 50.0 M FLOPs',
    'at most 8 in flight, at most 2 h 00 m, until 93.0 % accuracy',
    '3 open',
  ]) {
    assert.ok(text.includes(part), `${part} is not in\n${text}`);
  }
  const plain = formatSearch(searchMessage(), NOW + 10 * 86_400_000);
  assert.match(plain, /^searches\/s1 {2}running\n/);
  assert.match(plain, /\(10 d ago\)$/m);
  assert.doesNotMatch(plain, /blocks of at most|ends by|stack:/);
});

it('a list shows names where there are any, ages and what is open', () => {
  const [head = '', , row = ''] = stripVTControlCharacters(formatSearches([bounded()], NOW)).split('\n');
  for (const title of ['NAME', 'AGE', 'OPEN']) assert.ok(head.includes(title), head);
  assert.match(row, /nightly on GPUs +running +1 h 00 m .* 3 /);
  assert.ok(!formatSearches([searchMessage()], NOW).includes('NAME'));
});

it('JSON has all of it, unset bounds left out, with words as flags and files have them', () => {
  const json = searchJson(bounded());
  assert.deepEqual(
    ['displayName', 'created', 'deadline', 'open', 'maxTrialsInFlight', 'targetAccuracy', 'leaseSeconds'].map(
      (key) => json[key],
    ),
    ['nightly on GPUs', '2023-11-14T22:13:20.000Z', '2023-11-15T00:13:20.000Z', 3, 8, 0.93, 60],
  );
  assert.deepEqual(JSON.parse(JSON.stringify(json['limits'])), { maxFlops: 50_000_000 });
  const recipe = json['recipe'] as Record<string, unknown>;
  assert.deepEqual([recipe['optimiser'], recipe['schedule']], ['adam', 'step']);
  assert.equal(json['strategy'], 'q-learning');
  assert.doesNotMatch(JSON.stringify(json), /[A-Z]+_[A-Z]+/);
});
