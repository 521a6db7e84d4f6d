import type { Epoch } from '@blockqnn/training/recipes';
import { formatLoss, formatSeconds, formatShare } from '../format.js';

/** For instance `epoch  3/300  loss 1.2345  training 61.2 %  validation 60.1 %  4.2 s`. */
export function epochLine(epoch: Epoch, epochs: number): string {
  const total = String(epochs);
  return [
    `epoch ${String(epoch.number).padStart(total.length)}/${total}`,
    `loss ${formatLoss(epoch.loss)}`,
    `training ${formatShare(epoch.trainingAccuracy)}`,
    `validation ${formatShare(epoch.accuracy)}`,
    formatSeconds(epoch.seconds),
  ].join('  ');
}
