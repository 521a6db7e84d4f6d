import { weightSize } from '@blockqnn/network';
import type { NetworkState } from '../network-state.js';
import type { TrainingGraph } from './training-graph.js';

/** How a network's state calls what an optimiser keeps for a weight. */
export function momentName(weight: string, moment: string): string {
  return `${weight}/${moment}`;
}

/** Throws RangeError, naming what is wrong, unless a state has just the moments of the graph's optimiser. */
export function checkMoments({ moments: slots }: TrainingGraph, { moments, steps }: NetworkState): void {
  if (!Number.isSafeInteger(steps) || steps < 0) {
    throw new RangeError(`steps: must be a whole number of at least 0; got ${steps}`);
  }
  const names = new Set<string>();
  for (const { name: moment, layout } of slots) {
    for (const { name, shape } of layout.specs) {
      const key = momentName(name, moment);
      const tensor = moments.get(key);
      if (!tensor) throw new RangeError(`${key}: missing from the state; it is of another optimiser`);
      if (tensor.shape.join() !== shape.join() || tensor.data.length !== weightSize(shape)) {
        throw new RangeError(`${key}: shape [${tensor.shape.join()}], must be [${shape.join()}]`);
      }
      names.add(key);
    }
  }
  for (const key of moments.keys()) {
    if (!names.has(key)) throw new RangeError(`${key}: is nothing that the optimiser keeps`);
  }
}
