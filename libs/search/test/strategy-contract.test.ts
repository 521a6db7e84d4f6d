import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatBlock, parseBlock } from '@blockqnn/nsc';
import type { Block } from '@blockqnn/nsc';
import { createStrategy, STRATEGY_KINDS, StrategyStateError } from '@blockqnn/search';
import type { StateEntry, Strategy, StrategyOptions } from '@blockqnn/search';
import fc from 'fast-check';

/** What a caller does: a controller asks and tells in any order, and commits when it likes. */
const step = fc.oneof(
  fc.record({ do: fc.constant('propose' as const), explore: fc.boolean() }),
  fc.record({
    do: fc.constant('observe' as const),
    reward: fc.double({ min: -20, max: 100, noNaN: true }),
    free: fc.boolean(),
  }),
  fc.record({ do: fc.constant('commit' as const) }),
  fc.record({ do: fc.constant('restore' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A strategy and the store that keeps its state. */
class Caller {
  readonly blocks: string[] = [];
  readonly #pending: Block[] = [];
  readonly #store = new Map<string, string>();
  readonly #options: Omit<StrategyOptions, 'state'>;
  readonly #restores: boolean;
  #strategy: Strategy;

  constructor(options: Omit<StrategyOptions, 'state'>, restores: boolean) {
    this.#options = options;
    this.#restores = restores;
    this.#strategy = createStrategy({ ...options, state: [] });
  }

  take(next: Step): void {
    switch (next.do) {
      case 'propose': {
        const { block } = this.#strategy.propose({ explore: next.explore });
        this.#pending.push(block);
        this.blocks.push(formatBlock(block));
        break;
      }
      case 'observe': {
        const block = this.#pending.shift() ?? parseBlock('conv3@0');
        this.#strategy.observe({ block, reward: next.reward, free: next.free });
        break;
      }
      case 'commit':
        this.#commit();
        break;
      case 'restore':
        if (!this.#restores) break;
        this.#commit();
        this.#strategy = createStrategy({ ...this.#options, state: this.entries() });
        assert.deepEqual(this.#strategy.takeChanges(), [], 'what was restored has not changed');
    }
  }

  /** In an order of its own: a store promises none. */
  entries(): StateEntry[] {
    return [...this.#store]
      .map(([key, value]) => ({ key, value }))
      .toSorted((a, b) => (a.key < b.key ? 1 : -1));
  }

  #commit(): void {
    for (const { key, value } of this.#strategy.takeChanges()) this.#store.set(key, value);
  }
}

for (const kind of STRATEGY_KINDS) {
  const options = { kind, seed: 1, budget: 24, maxLayers: 7, state: [] } as const;

  describe(kind, () => {
    test('the same seed and calls give the same blocks and state, across restores at any point', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 2 ** 32 - 1 }),
          fc.integer({ min: 1, max: 300 }),
          fc.integer({ min: 1, max: 23 }),
          fc.array(step, { maxLength: 60 }),
          (seed, budget, maxLayers, steps) => {
            const [steady, restarted] = [false, true].map(
              (restores) => new Caller({ kind, seed, budget, maxLayers }, restores),
            ) as [Caller, Caller];
            for (const caller of [steady, restarted]) {
              for (const next of [...steps, { do: 'commit' } as const]) caller.take(next);
            }
            assert.deepEqual(restarted.blocks, steady.blocks);
            assert.deepEqual(restarted.entries(), steady.entries());
          },
        ),
        { numRuns: 150 },
      );
    });

    test('blocks are legal and have no more layers than allowed', () => {
      for (const maxLayers of [1, 2, 7, 23]) {
        const strategy = createStrategy({ ...options, maxLayers, budget: 60 });
        for (let round = 0; round < 120; round += 1) {
          const { block } = strategy.propose();
          assert.ok(block.layers.length >= 1 && block.layers.length <= maxLayers);
          assert.equal(formatBlock(parseBlock(formatBlock(block))), formatBlock(block));
          strategy.observe({ block, reward: (round * 37) % 60 });
        }
      }
    });

    test('another seed gives other blocks', () => {
      const [first, second] = [1, 2].map((seed) => {
        const strategy = createStrategy({ ...options, seed, maxLayers: 23 });
        return Array.from({ length: 20 }, () => formatBlock(strategy.propose().block));
      });
      assert.notDeepEqual(first, second);
    });

    test('a new strategy tells its whole state at first, then what changed', () => {
      const strategy = createStrategy(options);
      assert.ok(strategy.takeChanges().length > 0);
      assert.deepEqual(strategy.takeChanges(), []);
      strategy.propose();
      assert.deepEqual(
        strategy.takeChanges().map(({ key }) => key),
        ['random/propose'],
      );
    });

    test('keys keep to the grammar of a store', () => {
      const strategy = createStrategy({ ...options, maxLayers: 23 });
      for (let round = 0; round < 50; round += 1) strategy.observe({ ...strategy.propose(), reward: round });
      for (const { key, value } of strategy.takeChanges()) {
        assert.match(key, /^[!-~]{1,200}$/);
        assert.doesNotThrow(() => JSON.parse(value) as unknown);
      }
    });

    test('a reward that is not finite is refused and changes nothing', () => {
      const strategy = createStrategy(options);
      const { block } = strategy.propose();
      strategy.takeChanges();
      for (const reward of [NaN, Infinity, -Infinity]) {
        assert.throws(() => {
          strategy.observe({ block, reward });
        }, /^RangeError: reward is /);
      }
      assert.deepEqual(strategy.takeChanges(), []);
    });

    test('a block with more layers than the search draws is refused', () => {
      const strategy = createStrategy({ ...options, maxLayers: 2 });
      assert.throws(() => {
        strategy.observe({ block: parseBlock('id@0,id@1,id@2'), reward: 1 });
      }, /^RangeError: block has 3 layers; this search draws at most 2/);
    });

    test('options out of range are refused by name and bound', () => {
      const wrong: readonly [keyof StrategyOptions, readonly number[]][] = [
        ['seed', [-1, 2 ** 32, 0.5, NaN]],
        ['budget', [0, -1, 0.5, NaN, Infinity]],
        ['maxLayers', [0, 24, 1.5, NaN]],
      ];
      for (const [field, values] of wrong) {
        for (const value of values) {
          assert.throws(
            () => createStrategy({ ...options, [field]: value }),
            (error) => error instanceof RangeError && error.message.startsWith(`${field} is ${value}; `),
          );
        }
      }
    });

    test("another strategy's state is refused", () => {
      for (const other of STRATEGY_KINDS.filter((candidate) => candidate !== kind)) {
        const state = createStrategy({ ...options, kind: other }).takeChanges();
        assert.throws(() => createStrategy({ ...options, state }), StrategyStateError);
      }
    });
  });
}
