import type { BatchLoss } from '../loss-sums.js';

/** What is trained for, where it is not the labels alone. */
export interface SoftTargets {
  /** ε of label smoothing: `(1 − ε)·target + ε / classes`. */
  readonly smoothing: number;
  /** Share of each image's own label; the rest is its partner's. */
  readonly mixed?: { readonly share: number; readonly partnerLabels: Uint16Array };
}

/**
 * Cross-entropy of the softmax of some logits, in float64: classes are few and the loss decides on
 * divergence.
 *
 * @param logits - [batch, classes], row by row
 * @param labels - [batch]
 * @param gradient - where given, filled with the gradient of the batch's mean loss; same shape as the logits
 */
export function crossEntropy(
  logits: Float32Array,
  labels: Uint16Array,
  gradient?: Float32Array,
  { smoothing, mixed }: SoftTargets = { smoothing: 0 },
): BatchLoss {
  const classes = logits.length / labels.length;
  const target = new Float64Array(classes);
  let loss = 0;
  let correct = 0;
  for (const [image, label] of labels.entries()) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const largest = row.reduce((most, value) => Math.max(most, value), -Infinity);
    const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
    if (row[label] === largest && row.indexOf(largest) === label) correct += 1;
    const share = mixed?.share ?? 1;
    target.fill(smoothing / classes);
    addTo(target, label, (1 - smoothing) * share);
    if (mixed) addTo(target, mixed.partnerLabels[image] ?? label, (1 - smoothing) * (1 - share));
    for (const [other, value] of row.entries()) {
      const wanted = target[other] ?? 0;
      // Infinite logits that nobody wants cost nothing.
      if (wanted !== 0) loss += wanted * (Math.log(sum) + largest - value);
      if (gradient) {
        gradient[image * classes + other] = (Math.exp(value - largest) / sum - wanted) / labels.length;
      }
    }
  }
  return { loss, correct };
}

function addTo(target: Float64Array, index: number, share: number): void {
  target[index] = (target[index] ?? 0) + share;
}
