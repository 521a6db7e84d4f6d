import { z } from 'zod';
import type { Figures } from './layer-graph.js';

const bound = z.int().min(0).optional();

/** Wire-independent form of `blockqnn.domain.v1.Limits`: upper bounds on {@link Figures}; absent or 0 means no bound. */
export const limitsSchema = z.strictObject({
  maxFlops: bound,
  maxParameters: bound,
  maxActivationBytes: bound,
});

export type Limits = Readonly<z.infer<typeof limitsSchema>>;

const BOUNDS = [
  { figure: 'flops', limit: 'maxFlops', field: 'max_flops' },
  { figure: 'parameters', limit: 'maxParameters', field: 'max_parameters' },
  { figure: 'activationBytes', limit: 'maxActivationBytes', field: 'max_activation_bytes' },
] as const satisfies readonly { figure: keyof Figures; limit: keyof Limits; field: string }[];

/** One sentence for each bound that the figures are above, naming figure and bound; none: the network may be trained. */
export function exceededLimits(figures: Figures, limits: Limits): string[] {
  return BOUNDS.flatMap(({ figure, limit, field }) => {
    const most = limits[limit] ?? 0;
    if (most === 0 || figures[figure] <= most) return [];
    return [`${field}: the network has ${figures[figure]}, at most ${most} allowed`];
  });
}
