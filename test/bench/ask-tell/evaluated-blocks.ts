import type { ControllerMethods } from '@blockqnn/api';
import { blockId, canonicalBlock, formatBlock, MAX_LAYERS } from '@blockqnn/nsc';
import { createStrategy } from '@blockqnn/search';
import { simulatedAccuracy } from './caller.js';
import { isFeasible } from './search.js';

type Evaluations = NonNullable<ControllerMethods['importEvaluations']['requestInput']['evaluations']>;

/** So many different random blocks and their simulated accuracies, the same ones each time. */
export function evaluatedBlocks(count: number): Evaluations {
  const strategy = createStrategy({
    kind: 'random',
    seed: 4711,
    budget: count,
    maxLayers: MAX_LAYERS,
    state: [],
  });
  const seen = new Set<string>();
  const evaluations: Evaluations = [];
  while (evaluations.length < count) {
    const block = canonicalBlock(strategy.propose().block);
    const id = blockId(block);
    if (seen.has(id) || !isFeasible(block)) continue;
    seen.add(id);
    const nsc = formatBlock(block);
    evaluations.push({ nsc, measurement: { accuracy: simulatedAccuracy(nsc) } });
  }
  return evaluations;
}
