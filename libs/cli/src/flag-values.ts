import { InvalidArgumentError } from 'commander';

/** Parser of a flag that takes a whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`must be a whole number from ${String(least)} to ${String(most)}`);
  };
}

/** Parser of a flag that takes a whole number within bounds, or a word that stands for one. */
export function wholeNumberOr<Word extends string>(
  word: Word,
  least: number,
  most: number,
): (text: string) => number | Word {
  return (text) => {
    if (text === word) return word;
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `must be ${word}, or a whole number from ${String(least)} to ${String(most)}`,
    );
  };
}

/** Parser of a flag that takes a number within bounds, both included. */
export function decimalNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`must be a number from ${String(least)} to ${String(most)}`);
  };
}

/** `1234567`, `1.5M`, `200k`, `3G`. */
export function amount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kMGT]?)$/.exec(text);
  const factor = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[match?.[2] ?? ''] ?? Number.NaN;
  const value = Math.round(Number(match?.[1]) * factor);
  if (value >= 1 && value <= Number.MAX_SAFE_INTEGER) return value;
  throw new InvalidArgumentError(
    'must be a positive number, with k, M, G or T for thousands, for instance 1.5M',
  );
}
