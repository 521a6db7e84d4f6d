import { extent, paddedDomain } from './extent.js';

/** A figure of blocks as it stands on an axis. */
export interface FigureAxis {
  /** With its unit. */
  readonly title: string;
  readonly better: 'higher' | 'lower';
  /** Costs, which span powers of ten, are drawn so where their values do. */
  readonly mayBeLogarithmic: boolean;
}

export interface AxisScale {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
  /** Where a logarithmic axis has its ticks. */
  readonly values?: readonly number[];
}

/** Values this far apart stand on a logarithmic axis. */
const LOGARITHMIC_FROM = 20;

/** Nothing that is counted or measured is as small and not 0. */
const LEAST_SIZE = 1e-9;

/** The scale on which all values can be seen, with a margin. */
export function axisScale({ mayBeLogarithmic }: FigureAxis, values: readonly number[]): AxisScale {
  const [least, most] = extent(values) ?? [0, 1];
  if (mayBeLogarithmic && least >= LEAST_SIZE && most / least >= LOGARITHMIC_FROM) {
    const margin = (most / least) ** 0.05;
    const domain = [least / margin, most * margin] as const;
    return { type: 'log', domain, values: logarithmicTicks(domain) };
  }
  const size = Math.max(Math.abs(least), Math.abs(most));
  const span = size < LEAST_SIZE ? 1 : size * (most === least ? 0.1 : LEAST_SIZE);
  return { type: 'linear', domain: paddedDomain(values, span) };
}

/** Powers of ten, and over fewer than two of them their doubles and fivefolds too. */
function logarithmicTicks([least, most]: readonly [number, number]): readonly number[] {
  const first = Math.floor(Math.log10(least));
  const decades = Math.ceil(Math.log10(most)) - first;
  const steps = Math.log10(most / least) < 2 ? [1, 2, 5] : [1];
  return Array.from({ length: decades + 1 }, (_, index) => steps.map((step) => step * 10 ** (first + index)))
    .flat()
    .filter((tick) => tick >= least && tick <= most);
}

/** Where a value stands on the scale, in [0, 1]. */
export function placeOn({ type, domain: [least, most] }: AxisScale, value: number): number {
  return type === 'log' ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
}
