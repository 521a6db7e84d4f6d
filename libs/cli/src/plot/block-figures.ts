import { durationFromProto, type EvaluationMessage } from '@blockqnn/api';
import type { FigureAxis } from '@blockqnn/plots';

interface BlockFigure extends FigureAxis {
  readonly valueOf: (evaluation: EvaluationMessage) => number;
}

/** Figures of an evaluated block that can be plotted, by the names that filters have for them. */
export const BLOCK_FIGURES = {
  accuracy: {
    title: 'accuracy (%)',
    better: 'higher',
    mayBeLogarithmic: false,
    valueOf: ({ measurement }) => 100 * (measurement?.accuracy ?? 0),
  },
  reward: {
    title: 'reward (points)',
    better: 'higher',
    mayBeLogarithmic: false,
    valueOf: ({ reward }) => reward,
  },
  parameters: {
    title: 'parameters',
    better: 'lower',
    mayBeLogarithmic: true,
    valueOf: ({ figures }) => figures?.parameters ?? 0,
  },
  flops: {
    title: 'FLOPs per image',
    better: 'lower',
    mayBeLogarithmic: true,
    valueOf: ({ figures }) => figures?.flops ?? 0,
  },
  activation_bytes: {
    title: 'activation memory per image (bytes)',
    better: 'lower',
    mayBeLogarithmic: true,
    valueOf: ({ figures }) => figures?.activationBytes ?? 0,
  },
  layers: {
    title: 'layers',
    better: 'lower',
    mayBeLogarithmic: false,
    // The code ends with Terminal, which is none.
    valueOf: ({ block }) => Math.max(0, (block?.layers.length ?? 0) - 1),
  },
  density: {
    title: 'density (edges per node)',
    better: 'lower',
    mayBeLogarithmic: false,
    valueOf: ({ block }) => block?.density ?? 0,
  },
  duration: {
    title: 'training time (s)',
    better: 'lower',
    mayBeLogarithmic: true,
    valueOf: ({ measurement }) => (durationFromProto(measurement?.duration) ?? 0) / 1000,
  },
} as const satisfies Readonly<Record<string, BlockFigure>>;

export type BlockFigureName = keyof typeof BLOCK_FIGURES;

export const BLOCK_FIGURE_NAMES = Object.keys(BLOCK_FIGURES) as readonly BlockFigureName[];

/** What an axis says of the figure. */
export function axisOf(name: BlockFigureName): FigureAxis {
  const { title, better, mayBeLogarithmic } = BLOCK_FIGURES[name];
  return { title, better, mayBeLogarithmic };
}
