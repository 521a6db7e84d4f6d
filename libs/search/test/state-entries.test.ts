import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStrategy, StrategyStateError } from '@blockqnn/search';
import type { StateEntry } from '@blockqnn/search';
import { parseBlock } from '@blockqnn/nsc';

const options = { kind: 'q-learning', seed: 1, budget: 24, maxLayers: 7, state: [] } as const;

function soundState(): readonly StateEntry[] {
  const strategy = createStrategy(options);
  strategy.observe({ block: parseBlock('conv3@0'), reward: 40 });
  strategy.observe({ block: parseBlock('conv3@0,add@1+0'), reward: 60 });
  return strategy.takeChanges();
}

test('the keys of a small state', () => {
  assert.deepEqual(
    soundState()
      .map(({ key }) => key)
      .toSorted(),
    [
      'format',
      'q/0/start/conv3@0',
      'q/1/conv3@0/add@1+0',
      'q/1/conv3@0/end',
      'q/2/add@1+0/end',
      'random/propose',
      'random/replay',
      'replay/0',
      'replay/1',
    ],
  );
  const second = soundState().find(({ key }) => key === 'replay/1');
  assert.deepEqual(JSON.parse(second?.value ?? ''), { block: 'conv3@0,add@1+0', reward: 60 });
});

const faults: readonly [string, StateEntry][] = [
  ['an unknown kind', { key: 'w/0/start/conv3@0', value: '1' }],
  ['an unknown stream', { key: 'random/other', value: '[1,2,3,4]' }],
  ['a source of three numbers', { key: 'random/propose', value: '[1,2,3]' }],
  ['a source of fractions', { key: 'random/propose', value: '[1,2,3,0.5]' }],
  ['no JSON', { key: 'random/propose', value: 'oops' }],
  ['a state that is no layer', { key: 'q/1/conv9@0/end', value: '1' }],
  ['a state of another index', { key: 'q/1/conv3@1/end', value: '1' }],
  ['an action on the layer itself', { key: 'q/1/conv3@0/conv3@2', value: '1' }],
  ['an action behind Terminal', { key: 'q/2/end/conv3@0', value: '1' }],
  ['an index that is no number', { key: 'q/x/start/conv3@0', value: '1' }],
  ['a value that is no number', { key: 'q/0/start/conv3@0', value: '"1"' }],
  ['a value that is null', { key: 'q/0/start/conv3@0', value: 'null' }],
  ['a replayed block that is illegal', { key: 'replay/0', value: '{"block":"conv3@1","reward":1}' }],
  ['a replayed block of no layers', { key: 'replay/0', value: '{"block":"","reward":1}' }],
  ['a replayed Terminal', { key: 'replay/0', value: '{"block":"conv3@0,end","reward":1}' }],
  ['a replayed block above the limit', { key: 'replay/0', value: `{"block":"${chain(8)}","reward":1}` }],
  ['a replayed block without reward', { key: 'replay/0', value: '{"block":"conv3@0"}' }],
  ['a gap in the replay memory', { key: 'replay/7', value: '{"block":"conv3@0","reward":1}' }],
  ['a newer version', { key: 'format', value: '{"strategy":"q-learning","version":2}' }],
];

function chain(layers: number): string {
  return Array.from({ length: layers }, (_, index) => `id@${index}`).join(',');
}

for (const [fault, entry] of faults) {
  test(`a state with ${fault} is refused`, () => {
    const state = [...soundState().filter(({ key }) => key !== entry.key), entry];
    assert.throws(
      () => createStrategy({ ...options, state }),
      (error) => error instanceof StrategyStateError && error.message.includes(error.key),
    );
  });
}

for (const key of ['format', 'random/propose', 'random/replay', 'replay/0']) {
  test(`a state without ${key} is refused`, () => {
    const state = soundState().filter((entry) => entry.key !== key);
    assert.throws(
      () => createStrategy({ ...options, state }),
      (error) => error instanceof StrategyStateError && error.key === key,
    );
  });
}
