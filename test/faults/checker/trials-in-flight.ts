import type { CallRecord } from '../worker/call-record.js';

interface Held {
  readonly fromMs: number;
  untilMs: number;
}

/**
 * The most leases that were held at once for certain: each from the moment that its worker had the answer until
 * the worker set out to end it, or it ran out. The controller counts each for at least as long.
 */
export function mostInFlight(calls: readonly CallRecord[]): { readonly most: number; readonly atMs: number } {
  const held = new Map<string, Held>();
  for (const record of calls) {
    const lease = held.get(record.token);
    if (record.kind === 'handed-out') {
      if (!lease) held.set(record.token, { fromMs: record.atMs, untilMs: record.expiresAtMs });
    } else if (lease && record.kind === 'extended') {
      if (lease.untilMs >= record.atMs) lease.untilMs = record.expiresAtMs;
    } else if (lease) {
      lease.untilMs = Math.min(lease.untilMs, record.atMs);
    }
  }
  const steps = [...held.values()]
    .filter(({ fromMs, untilMs }) => untilMs > fromMs)
    .flatMap(({ fromMs, untilMs }) => [
      { atMs: fromMs, change: 1 },
      { atMs: untilMs, change: -1 },
    ])
    // At the same moment ends come first: nothing says that the two met.
    .sort((a, b) => a.atMs - b.atMs || a.change - b.change);
  let now = 0;
  let most = { most: 0, atMs: 0 };
  for (const { atMs, change } of steps) {
    now += change;
    if (now > most.most) most = { most: now, atMs };
  }
  return most;
}
