/** Quantile of the standard normal distribution: 1 in 20 guessers would get through. */
const ONE_SIDED_5_PERCENT = 1.645;

/** Images that were classified. */
export interface Score {
  /** Share classified correctly, in [0, 1]. */
  readonly accuracy: number;
  readonly images: number;
}

/**
 * Whether an accuracy is no better than guessing (paper, training details: then training starts again with a
 * smaller learning rate): at or below `c + 1.645·√(c·(1 − c)/n)` for n images, the one-sided 5 % bound of
 * a guesser who is right with chance c.
 *
 * @param chance - accuracy of always naming the commonest class, in (0, 1]
 */
export function isGuessing({ accuracy, images }: Score, chance: number): boolean {
  return accuracy <= chance + ONE_SIDED_5_PERCENT * Math.sqrt((chance * (1 - chance)) / images);
}

/** Share of the commonest class among some images, in (0, 1]. */
export function chanceOf(labels: Uint16Array, indices: Int32Array): number {
  const counts = new Map<number, number>();
  for (const index of indices) {
    const label = labels[index] ?? 0;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return Math.max(...counts.values()) / indices.length;
}
