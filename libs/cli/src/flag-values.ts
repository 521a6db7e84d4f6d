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

/** Parser of a flag that takes a word besides what another parser takes. */
export function or<Word extends string, Value>(
  word: Word,
  parse: (text: string) => Value,
): (text: string) => Value | Word {
  return (text) => {
    if (text === word) return word;
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(`${(error as Error).message}, or ${word}`);
    }
  };
}

const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

/** Parser of a flag that takes a time: `45s`, `90m`, `1h30m`, `2d`; gives ms. */
export function durationMs(least: number, most: number): (text: string) => number {
  return (text) => {
    const match = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,8})s)?$/.exec(text);
    const parts: readonly (string | undefined)[] = match?.slice(1) ?? [];
    const [days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
    const value =
      (days ?? 0) * UNITS_MS.d +
      (hours ?? 0) * UNITS_MS.h +
      (minutes ?? 0) * UNITS_MS.m +
      (seconds ?? 0) * UNITS_MS.s;
    if (text !== '' && match && value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `must be a time from ${String(least / 1000)}s to ${String(most / UNITS_MS.d)}d, for instance 90m or 1h30m`,
    );
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
