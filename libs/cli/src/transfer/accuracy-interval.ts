/** Bounds of an interval that holds the truth in 95 of 100 cases. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % point of the standard normal distribution. */
const Z = 1.959964;

/**
 * Of an accuracy in [0, 1] measured on so many images: Wilson's score interval (E. B. Wilson, "Probable inference,
 * the law of succession, and statistical inference", 1927).
 */
export function accuracyInterval(accuracy: number, images: number): Interval {
  const share = Z ** 2 / images;
  const centre = (accuracy + share / 2) / (1 + share);
  const half = (Z / (1 + share)) * Math.sqrt((accuracy * (1 - accuracy)) / images + share / (4 * images));
  return { low: centre - half, high: centre + half };
}

/**
 * Of the difference of two accuracies, each on images of its own: made of their score intervals (R. G. Newcombe,
 * "Interval estimation for the difference between independent proportions", 1998, method 10). On the same images the
 * true interval is narrower.
 */
export function differenceInterval(
  one: { readonly accuracy: number; readonly images: number },
  other: { readonly accuracy: number; readonly images: number },
): Interval {
  const difference = one.accuracy - other.accuracy;
  const [first, second] = [one, other].map(({ accuracy, images }) => accuracyInterval(accuracy, images)) as [
    Interval,
    Interval,
  ];
  return {
    low: difference - Math.hypot(one.accuracy - first.low, second.high - other.accuracy),
    high: difference + Math.hypot(first.high - one.accuracy, other.accuracy - second.low),
  };
}
