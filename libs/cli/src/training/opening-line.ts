import type { EvaluatorMethods } from '@blockqnn/api';
import { counted, formatCount, formatShare } from '../format.js';

/** What to say where a training begins or goes on; undefined for all other events. */
export function openingLine({
  started,
  resumed,
}: EvaluatorMethods['trainModel']['response']): string | undefined {
  if (started) {
    const { name, block, figures, recipe, device } = started;
    const network = `${formatCount(figures?.parameters ?? 0)} parameters, ${formatCount(figures?.flops ?? 0)} FLOPs`;
    const where = device === '' ? '' : ` on ${device}`;
    return `${name}: ${block?.nsc ?? ''}, ${network}, ${counted(recipe?.epochs ?? 0, 'epoch')}${where}`;
  }
  if (resumed) {
    const { epochs, steps, bestEpoch, bestAccuracy } = resumed;
    const within = steps === 0 ? '' : `, ${counted(steps, 'step')} into the next`;
    const best = bestEpoch === 0 ? '' : `; best ${formatShare(bestAccuracy)} in epoch ${String(bestEpoch)}`;
    return `Going on from the checkpoint after epoch ${String(epochs.length)}${within}${best}`;
  }
  return undefined;
}
