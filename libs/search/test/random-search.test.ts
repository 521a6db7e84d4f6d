import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStrategy } from '@blockqnn/search';
import { mean } from './simulated-search.js';

const BLOCKS = 14_000;

function drawBlocks(maxLayers: number) {
  const strategy = createStrategy({ kind: 'random', seed: 5, budget: 24, maxLayers, state: [] });
  return Array.from({ length: BLOCKS }, () => strategy.propose().block);
}

/** Four standard errors of a share. */
function near(share: number, expected: number): boolean {
  return Math.abs(share - expected) < 4 * Math.sqrt((expected * (1 - expected)) / BLOCKS);
}

test('a block ends behind each layer with probability 1/7, so depths are geometric up to the limit', () => {
  for (const maxLayers of [7, 23]) {
    const depths = drawBlocks(maxLayers).map(({ layers }) => layers.length);
    for (let depth = 1; depth <= maxLayers; depth += 1) {
      const expected = depth < maxLayers ? (6 / 7) ** (depth - 1) / 7 : (6 / 7) ** (depth - 1);
      const share = depths.filter((found) => found === depth).length / BLOCKS;
      assert.ok(near(share, expected), `depth ${depth} of ${maxLayers}: ${share}, expected ${expected}`);
    }
    assert.ok(Math.abs(mean(depths) - 7 * (1 - (6 / 7) ** maxLayers)) < 0.2);
  }
});

test('types, then kernels, then predecessors are drawn evenly', () => {
  const blocks = drawBlocks(23);
  const firsts = blocks.map(({ layers }) => layers[0]);
  for (const type of ['convolution', 'maxPooling', 'averagePooling', 'identity', 'add', 'concat']) {
    assert.ok(near(firsts.filter((layer) => layer?.type === type).length / BLOCKS, 1 / 6), type);
  }
  for (const kernel of [1, 3, 5]) {
    const count = firsts.filter((layer) => layer?.type === 'convolution' && layer.kernel === kernel).length;
    assert.ok(near(count / BLOCKS, 1 / 18), `${kernel}`);
  }
  const pairs = blocks.flatMap(({ layers }) =>
    layers[1]?.type === 'add' ? [layers[1].predecessors.join()] : [],
  );
  for (const pair of ['0,0', '0,1', '1,0', '1,1']) {
    const share = pairs.filter((found) => found === pair).length / pairs.length;
    assert.ok(Math.abs(share - 1 / 4) < 0.05, `${pair}: ${share}`);
  }
});

test('rewards change nothing, and ε is 1', () => {
  const options = { kind: 'random', seed: 9, budget: 24, maxLayers: 23, state: [] } as const;
  const taught = createStrategy(options);
  const untaught = createStrategy(options);
  for (let round = 0; round < 50; round += 1) {
    const proposal = taught.propose();
    assert.deepEqual(proposal, untaught.propose());
    taught.observe({ ...proposal, reward: round });
    assert.equal(taught.epsilon, 1);
  }
});
