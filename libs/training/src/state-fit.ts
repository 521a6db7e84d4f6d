import { checkWeights, type LayerGraph } from '@blockqnn/network';
import type { NetworkState } from './network-state.js';
import type { Optimiser } from './optimiser.js';

/** What an optimiser keeps for each trained weight. */
export const MOMENTS = {
  adam: ['mean', 'square'],
  sgd: ['velocity'],
} as const satisfies Record<Optimiser['kind'], readonly string[]>;

/**
 * Throws NetworkError where weights do not fit the graph, and RangeError, naming the moment, where moments
 * do not fit it or are another optimiser's.
 */
export function checkState(graph: LayerGraph, { kind }: Optimiser, state: NetworkState): void {
  checkWeights(graph, state.weights);
  const trained = graph.nodes.flatMap(({ weights }) => weights.filter(({ trainable }) => trainable));
  const expected = new Map<string, readonly number[]>(
    trained.flatMap(({ name, shape }) =>
      MOMENTS[kind].map((moment) => [`${name}/${moment}`, shape] as const),
    ),
  );
  for (const [name, shape] of expected) {
    const moment = state.moments.get(name);
    if (!moment) throw new RangeError(`moments: ${name} is missing`);
    if (moment.shape.join() !== shape.join()) {
      throw new RangeError(`moments: ${name} must be [${shape.join()}]; got [${moment.shape.join()}]`);
    }
  }
  for (const name of state.moments.keys()) {
    if (!expected.has(name)) throw new RangeError(`moments: ${name} is none of ${kind} on this network`);
  }
}
