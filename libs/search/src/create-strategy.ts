import { MAX_LAYERS } from '@blockqnn/nsc';
import { QLearning } from './q-learning.js';
import { RandomSearch } from './random-search.js';
import type { Strategy, StrategyOptions } from './strategy.js';

/**
 * Makes a strategy, new or restored. Throws RangeError on an option out of range, StrategyStateError where
 * the state is not one of this strategy.
 */
export function createStrategy(options: StrategyOptions): Strategy {
  requireInteger('seed', options.seed, 0, 2 ** 32 - 1);
  requireInteger('budget', options.budget, 1, Number.MAX_SAFE_INTEGER);
  requireInteger('maxLayers', options.maxLayers, 1, MAX_LAYERS);
  switch (options.kind) {
    case 'q-learning':
      return new QLearning(options);
    case 'random':
      return new RandomSearch(options);
  }
}

function requireInteger(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} is ${value}; it must be an integer from ${least} to ${most}`);
  }
}
