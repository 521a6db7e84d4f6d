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
}

/** Values this far apart stand on a logarithmic axis. */
const LOGARITHMIC_FROM = 20;

/** The scale on which all values can be seen, with a margin. */
export function axisScale({ mayBeLogarithmic }: FigureAxis, values: readonly number[]): AxisScale {
  const [least, most] = extent(values) ?? [0, 1];
  if (mayBeLogarithmic && least > 0 && most / least >= LOGARITHMIC_FROM) {
    const margin = (most / least) ** 0.05;
    return { type: 'log', domain: [least / margin, most * margin] };
  }
  const span = most === least ? Math.abs(most) * 0.1 || 1 : 0;
  return { type: 'linear', domain: paddedDomain(values, span) };
}

/** Where a value stands on the scale, in [0, 1]. */
export function placeOn({ type, domain: [least, most] }: AxisScale, value: number): number {
  return type === 'log'
    ? Math.log(value / least) / Math.log(most / least)
    : (value - least) / (most - least);
}
