import type { Epoch, EpochCount } from '@blockqnn/training/recipes';
import { epochText } from '../epoch-text.js';
import { formatLoss, formatSeconds, formatShare } from '../format.js';

/** The last epoch, for instance `epoch  3/300  loss 1.2345  training 61.2 %  validation 60.1 %  4.2 s`. */
export function epochLine(epoch: Epoch, count: EpochCount): string {
  const number = String(count.done).padStart(String(count.total).length);
  return [
    epochText(number, count),
    `loss ${formatLoss(epoch.loss)}`,
    `training ${formatShare(epoch.trainingAccuracy)}`,
    `validation ${formatShare(epoch.accuracy)}`,
    formatSeconds(epoch.seconds),
  ].join('  ');
}
