import { parseBlock } from '@blockqnn/nsc';
import {
  drawBlockFigure,
  drawPareto,
  drawSearch,
  drawStrategies,
  drawStructure,
  type Figure,
  type FigureOptions,
  type ParetoFigureData,
  type SearchFigureData,
  type StrategiesFigureData,
  type StructureFigureData,
} from '@blockqnn/plots';

/** Every seventh of so many trials failed. */
export function searchData(trials: number, search = 'searches/s1'): SearchFigureData {
  return {
    search,
    trials: Array.from({ length: trials }, (_, index) => ({
      place: index + 1,
      measured:
        index % 7 === 6 ? undefined : { accuracy: 0.4 + 0.3 * Math.sin(index), reward: 30 + (index % 11) },
    })),
    epsilons: [
      { place: 1, epsilon: 1 },
      { place: Math.ceil(trials / 2), epsilon: 0.5 },
    ],
  };
}

export const strategiesData: StrategiesFigureData = {
  window: 64,
  curves: ['q-learning', 'random'].map((strategy, number) => ({
    strategy,
    searches: 2,
    points: [1, 50, 100].map((evaluations) => {
      const mean = 0.3 + 0.1 * number + evaluations / 400;
      const accuracy = { mean, minimum: mean - 0.02, maximum: mean + 0.03 };
      const searches = evaluations === 100 && number === 0 ? 1 : 2;
      return { evaluations, best: { searches, accuracy }, moving: { searches, accuracy } };
    }),
  })),
};

const trait = (name: string, topCount: number, allShare: number, adjustedPValue: number) => {
  const lift = topCount / 20 / allShare;
  return { name, topCount, allShare, lift, liftLow: lift * 0.7, liftHigh: lift * 1.4, adjustedPValue };
};

export const structureData: StructureFigureData = {
  topBlocks: 20,
  allBlocks: 200,
  groups: [
    {
      title: 'layers',
      traits: [trait('conv', 20, 0.95, 0.4), trait('add', 12, 0.3, 0.001), trait('max', 0, 0.2, 0.04)],
    },
    { title: 'links', traits: [trait('conv > add', 9, 0.1, 0.0001)] },
  ],
};

export const paretoData: ParetoFigureData = {
  x: { title: 'parameters', better: 'lower', mayBeLogarithmic: true },
  y: { title: 'accuracy (%)', better: 'higher', mayBeLogarithmic: false },
  front: [
    { x: 1e4, y: 40 },
    { x: 1e5, y: 60 },
    { x: 1e6, y: 70 },
  ],
  others: [
    { x: 2e4, y: 35 },
    { x: 3e5, y: 50 },
  ],
  references: [{ name: 'residual', x: 2e5, y: 55 }],
};

/** One of each kind. */
export const FIGURES: Readonly<Record<string, (options?: FigureOptions) => Promise<Figure>>> = {
  search: (options) => drawSearch(searchData(40), options),
  'long search': (options) => drawSearch(searchData(5000), options),
  strategies: (options) => drawStrategies(strategiesData, options),
  structure: (options) => drawStructure(structureData, options),
  pareto: (options) => drawPareto(paretoData, options),
  'coloured pareto': (options) =>
    drawPareto(
      {
        ...paretoData,
        colour: { title: 'FLOPs per image', better: 'lower', mayBeLogarithmic: true },
        front: paretoData.front.map((point, index) => ({ ...point, colour: 1e6 * (index + 1) })),
        others: paretoData.others.map((point) => ({ ...point, colour: 5e7 })),
      },
      options,
    ),
  block: (options) => drawBlockFigure({ block: parseBlock('conv3@0,conv3@1,add@2+0') }, options),
};
