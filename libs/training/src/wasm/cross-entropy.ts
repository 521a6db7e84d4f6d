import type { BatchLoss } from '../loss-sums.js';

/**
 * Cross-entropy of the softmax of some logits, in float64: classes are few and the loss decides on
 * divergence.
 *
 * @param logits - [batch, classes], row by row
 * @param labels - [batch]
 * @param gradient - where given, filled with the gradient of the batch's mean loss; same shape as the logits
 */
export function crossEntropy(logits: Float32Array, labels: Uint16Array, gradient?: Float32Array): BatchLoss {
  const classes = logits.length / labels.length;
  let loss = 0;
  let correct = 0;
  for (const [image, label] of labels.entries()) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const largest = row.reduce((most, value) => Math.max(most, value), -Infinity);
    const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
    const own = row[label] ?? Number.NaN;
    loss += Math.log(sum) + largest - own;
    if (own === largest && row.indexOf(largest) === label) correct += 1;
    if (!gradient) continue;
    for (const [other, value] of row.entries()) {
      const target = other === label ? 1 : 0;
      gradient[image * classes + other] = (Math.exp(value - largest) / sum - target) / labels.length;
    }
  }
  return { loss, correct };
}
