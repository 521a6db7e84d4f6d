/** How well and how fast the strategies search, without training anything; run by `npm run bench -- strategies`. */
import { isDeepStrictEqual } from 'node:util';
import { createStrategy, hyperParametersForBudget, maxLayersForBudget, PAPER_BUDGET } from '@blockqnn/search';
import type { HyperParameters, StateEntry, Strategy, StrategyKind } from '@blockqnn/search';
import { QLearning } from '../src/q-learning.js';
import { deviation, lastThirdMean, mean, simulateSearch } from '../test/simulated-search.js';
import type { SimulatedSearch } from '../test/simulated-search.js';

export interface StrategyFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
}

/** Budgets, and over how many seeds each is simulated. */
const BUDGETS = [
  { budget: 24, seeds: 200 },
  { budget: 200, seeds: 40 },
  { budget: 1_000, seeds: 12 },
  { budget: PAPER_BUDGET, seeds: 4 },
] as const;

/** Q-learning with one choice undone, to see what it brings. */
const ABLATIONS: Readonly<Record<string, (parameters: HyperParameters) => HyperParameters>> = {
  'zero at the mean': (parameters) => ({ ...parameters, zeroDeviations: 0 }),
  'rewards as they are': (parameters) => ({ ...parameters, zeroMeans: 0, zeroDeviations: 0 }),
  'learning rate 0.01': (parameters) => ({ ...parameters, learningRate: 0.01 }),
  'no replay': (parameters) => ({ ...parameters, replayDraws: 0 }),
};

export async function strategiesFigures(): Promise<StrategyFigure[]> {
  return Promise.resolve([...searchFigures(), ...speedFigures()]);
}

function searchFigures(): StrategyFigure[] {
  return BUDGETS.flatMap(({ budget, seeds }) => {
    const run = (create: (seed: number) => Strategy): SimulatedSearch[] =>
      Array.from({ length: seeds }, (_, seed) => simulateSearch(create(seed), budget, seed));
    const random = run((seed) => createStrategy(optionsOf('random', budget, seed)));
    const learning = run((seed) => createStrategy(optionsOf('q-learning', budget, seed)));
    return [
      ...describe(`${budget} blocks, random`, random),
      ...describe(`${budget} blocks, q-learning`, learning, mean(random.map(lastThirdMean))),
      ...ablationsAt(budget).flatMap(([name, parameters]) =>
        describe(
          `${budget} blocks, q-learning, ${name}`,
          run((seed) => new QLearning(optionsOf('q-learning', budget, seed), parameters)),
        ),
      ),
    ];
  });
}

/** Those that change anything at this budget. */
function ablationsAt(budget: number): [string, HyperParameters][] {
  const chosen = hyperParametersForBudget(budget);
  return Object.entries(ABLATIONS)
    .map(([name, change]): [string, HyperParameters] => [name, change(chosen)])
    .filter(([, parameters]) => !isDeepStrictEqual(parameters, chosen));
}

function describe(name: string, searches: readonly SimulatedSearch[], target?: number): StrategyFigure[] {
  const lastThirds = searches.map(lastThirdMean);
  const points = 'percent points';
  return [
    {
      name: `${name}: last third`,
      value: mean(lastThirds),
      unit: points,
      ...(target === undefined ? {} : { target }),
    },
    { name: `${name}: last third, spread over seeds`, value: deviation(lastThirds), unit: points },
    { name: `${name}: best`, value: mean(searches.map(({ rewards }) => Math.max(...rewards))), unit: points },
    {
      name: `${name}: known blocks`,
      value: mean(searches.map(({ knownCount }) => knownCount)),
      unit: 'proposals',
    },
  ];
}

function speedFigures(): StrategyFigure[] {
  const figures = BUDGETS.map(({ budget }): StrategyFigure => {
    const rounds = Math.max(budget, 1_000);
    const strategy = createStrategy(optionsOf('q-learning', budget, 1));
    const milliseconds = observeMany(strategy, rounds, () => strategy.takeChanges());
    return {
      name: `${budget} blocks, q-learning: propose, observe and take changes`,
      value: (rounds / milliseconds) * 1_000,
      unit: '1/s',
      target: 2_000,
    };
  });
  const state = new Map<string, StateEntry>();
  const options = optionsOf('q-learning', 100_000, 1);
  const strategy = createStrategy(options);
  observeMany(strategy, 100_000, () => {
    for (const entry of strategy.takeChanges()) state.set(entry.key, entry);
  });
  const begin = performance.now();
  createStrategy({ ...options, state: state.values() });
  const restoreMs = performance.now() - begin;
  return [
    ...figures,
    { name: 'q-learning: restore 100,000 observations', value: restoreMs / 1_000, unit: 's', target: 3 },
    { name: 'q-learning: entries of 100,000 observations', value: state.size, unit: 'entries' },
  ];
}

/** Milliseconds that so many rounds take. Every second block is random, so that the table grows. */
function observeMany(strategy: Strategy, rounds: number, afterEach: () => void): number {
  const begin = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const { block } = strategy.propose({ explore: round % 2 === 0 });
    strategy.observe({ block, reward: 40 + block.layers.length + (round % 7) });
    afterEach();
  }
  return performance.now() - begin;
}

function optionsOf<K extends StrategyKind>(kind: K, budget: number, seed: number) {
  return { kind, seed, budget, maxLayers: maxLayersForBudget(budget), state: [] };
}
