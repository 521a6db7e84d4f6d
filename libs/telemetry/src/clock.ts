/** Wall-clock time, passed in so that tests can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

// eslint-disable-next-line no-restricted-properties -- the one place where the real clock is read
export const systemClock: Clock = { now: () => Date.now() };
