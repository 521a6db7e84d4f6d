import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBlock, parseBlock } from '@blockqnn/nsc';
import { PAPER_HYPER_PARAMETERS } from '@blockqnn/search';
import type { HyperParameters, Strategy } from '@blockqnn/search';
import { QLearning } from '../src/q-learning.js';
import { mean } from './simulated-search.js';

/** Rewards as they are, half a step an update, no replay: numbers that one can follow by hand. */
const BY_HAND: HyperParameters = {
  ...PAPER_HYPER_PARAMETERS,
  learningRate: 0.5,
  replayDraws: 0,
  zeroMeans: 0,
  zeroDeviations: 0,
};

function agent(parameters: Partial<HyperParameters> = {}, maxLayers = 23): QLearning {
  return new QLearning({ seed: 1, budget: 24, maxLayers, state: [] }, { ...BY_HAND, ...parameters });
}

function observe(strategy: Strategy, text: string, reward: number, free = false): void {
  strategy.observe({ block: parseBlock(text), reward, free });
}

/** Q-values set since the last call, by state and action. */
function newValues(strategy: Strategy): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { key, value } of strategy.takeChanges()) {
    if (key.startsWith('q/')) values[key.slice('q/'.length)] = Number(value);
  }
  return values;
}

test('a block of one layer: r_T for Terminal, r_T / 1 and what follows for the layer', () => {
  const strategy = agent();
  observe(strategy, 'conv3@0', 40);
  assert.deepEqual(newValues(strategy), {
    '0/start/conv3@0': 30, // ½ · 0 + ½ · (40 / 1 + 20)
    '1/conv3@0/end': 20, // ½ · 0 + ½ · 40
  });
});

test('a second block shares the reward among its layers and builds on what the first taught', () => {
  const strategy = agent();
  observe(strategy, 'conv3@0', 40);
  observe(strategy, 'conv3@0,add@1+0', 60);
  assert.deepEqual(newValues(strategy), {
    '0/start/conv3@0': 45, // ½ · 30 + ½ · (60 / 2 + max(20, 30))
    '1/conv3@0/add@1+0': 30, // ½ · (60 / 2 + 30)
    '1/conv3@0/end': 20,
    '2/add@1+0/end': 30, // ½ · 60
  });
});

test('the best that follows may be an untried action, but not beyond the layer limit', () => {
  const open = agent();
  observe(open, 'conv3@0', -10);
  assert.deepEqual(newValues(open), {
    '0/start/conv3@0': -5, // ½ · (−10 + max(−5, untried 0))
    '1/conv3@0/end': -5,
  });
  const limited = agent({}, 1);
  observe(limited, 'conv3@0', -10);
  assert.deepEqual(newValues(limited), {
    '0/start/conv3@0': -7.5, // ½ · (−10 − 5): Terminal alone may follow
    '1/conv3@0/end': -5,
  });
});

test('the discount weighs what follows', () => {
  const strategy = agent({ discount: 0.5 });
  observe(strategy, 'conv3@0', 40);
  assert.equal(newValues(strategy)['0/start/conv3@0'], 25); // ½ · (40 + ½ · 20)
});

test("at the paper's learning rate a value moves by a hundredth", () => {
  const strategy = agent({ learningRate: 0.01 });
  observe(strategy, 'conv3@0', 50);
  observe(strategy, 'conv3@0', 50);
  assert.equal(newValues(strategy)['1/conv3@0/end'], 0.99 * 0.5 + 0.01 * 50);
});

test('rewards count from the mean plus one standard deviation of all so far', () => {
  const strategy = agent({ zeroMeans: 1, zeroDeviations: 1 });
  observe(strategy, 'conv3@0', 40); // zero at 40
  assert.equal(newValues(strategy)['1/conv3@0/end'], 0);
  observe(strategy, 'conv5@0', 60); // zero at 50 + 10
  assert.equal(newValues(strategy)['1/conv5@0/end'], 0);
  observe(strategy, 'id@0', 20); // zero at 40 + √(800 / 3)
  assert.ok(
    Math.abs((newValues(strategy)['1/id@0/end'] ?? NaN) - (20 - 40 - Math.sqrt(800 / 3)) / 2) < 1e-12,
  );
});

test('a free reward is learned from, but moves neither schedule nor memory nor the zero', () => {
  const strategy = agent({ iterationBlocks: 1, replayDraws: 5, zeroMeans: 1 });
  observe(strategy, 'conv3@0', 40);
  strategy.takeChanges();
  observe(strategy, 'conv5@0', 60, true);
  const changes = strategy.takeChanges();
  assert.deepEqual(changes.map(({ key }) => key).toSorted(), ['q/0/start/conv5@0', 'q/1/conv5@0/end']);
  assert.equal(changes.find(({ key }) => key === 'q/1/conv5@0/end')?.value, '10'); // ½ · (60 − 40)
  const schedule = [
    { epsilon: 1, iterations: 2 },
    { epsilon: 0.5, iterations: 1 },
  ];
  const scheduled = agent({ iterationBlocks: 1, epsilonSchedule: schedule });
  for (let round = 0; round < 9; round += 1) observe(scheduled, 'conv3@0', 40, true);
  assert.equal(scheduled.epsilon, 1);
  observe(scheduled, 'conv3@0', 40);
  observe(scheduled, 'conv3@0', 40);
  assert.equal(scheduled.epsilon, 0.5);
});

test('remembered blocks teach again after each iteration, and only then', () => {
  const strategy = agent({ iterationBlocks: 2, replayDraws: 3 });
  observe(strategy, 'conv3@0', 64);
  assert.equal(newValues(strategy)['1/conv3@0/end'], 32);
  observe(strategy, 'conv3@0', 64);
  assert.equal(newValues(strategy)['1/conv3@0/end'], 62); // 48, and three times more: 56, 60, 62
  observe(strategy, 'conv3@0', 64);
  assert.equal(newValues(strategy)['1/conv3@0/end'], 63);
});

test('an iteration of less than a block is replayed once a block', () => {
  const strategy = agent({ iterationBlocks: 0.135, replayDraws: 1 });
  observe(strategy, 'conv3@0', 64);
  assert.equal(newValues(strategy)['1/conv3@0/end'], 48);
});

test('with ε 0 the best block so far is proposed; explore draws at random nevertheless', () => {
  const strategy = agent({ epsilonSchedule: [{ epsilon: 0, iterations: 1 }] });
  observe(strategy, 'conv3@0,add@1+0', 60);
  observe(strategy, 'conv5@0', 20);
  for (let round = 0; round < 20; round += 1) {
    assert.equal(formatBlock(strategy.propose().block), 'conv3@0,add@1+0');
  }
  const explored = Array.from({ length: 200 }, () => strategy.propose({ explore: true }).block);
  assert.ok(new Set(explored.map(formatBlock)).size > 100);
  assert.ok(mean(explored.map(({ layers }) => layers.length)) < 9);
});

test('with ε ½ about half of the first layers are the best one, and a random one in ten of the rest', () => {
  const strategy = agent({ epsilonSchedule: [{ epsilon: 0.5, iterations: 1 }] });
  observe(strategy, 'id@0', 60);
  const firsts = Array.from({ length: 4_000 }, () => strategy.propose().block.layers[0]?.type);
  const share = firsts.filter((type) => type === 'identity').length / firsts.length;
  assert.ok(Math.abs(share - (0.5 + 0.5 / 6)) < 0.04, `${share}`);
});

test('an observation changes as many entries as its block has layers, whatever was learned before', () => {
  const strategy = agent({}, 10);
  for (let round = 0; round < 3_000; round += 1) {
    strategy.observe({ ...strategy.propose(), reward: round % 50 });
  }
  strategy.takeChanges();
  observe(strategy, 'conv3@0,conv3@1,add@2+0', 50);
  const keys = strategy.takeChanges().map(({ key }) => key);
  assert.deepEqual(keys.toSorted(), [
    'q/0/start/conv3@0',
    'q/1/conv3@0/conv3@1',
    'q/2/conv3@1/add@2+0',
    'q/3/add@2+0/end',
    'replay/3000',
  ]);
});

test('replays do not disturb what is proposed', () => {
  const epsilonSchedule = [{ epsilon: 1, iterations: 1 }];
  const [replaying, plain] = [64, 0].map((replayDraws) => agent({ replayDraws, epsilonSchedule }));
  for (let round = 0; round < 30; round += 1) {
    const proposal = plain?.propose() ?? assert.fail();
    assert.deepEqual(replaying?.propose(), proposal);
    for (const strategy of [replaying, plain]) strategy?.observe({ ...proposal, reward: round });
  }
});
