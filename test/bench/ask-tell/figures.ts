import type { Figure } from '../../tools/bench.js';
import type { Window } from './client-processes.js';

const WHOSE = ['server', 'PostgreSQL'] as const;

/**
 * What a window comes to.
 *
 * @param processors processor time of server and, where there is one, PostgreSQL: at the window's begin and end
 */
export function countedFigures(
  prefix: string,
  window: Window,
  processors: readonly (readonly number[])[],
): Figure[] {
  const cycles = window.tellsMs.length;
  const [before = [], after = []] = processors;
  const spentMs = after.map((ms, place) => ms - (before[place] ?? 0));
  const shares = spentMs.map((ms, place) => ({ whose: WHOSE[place] ?? '', ms }));
  return [
    { name: prefix, value: cycles / window.seconds, unit: 'cycles/s' },
    ...percentiles(`${prefix}: ask`, window.asksMs),
    ...percentiles(`${prefix}: tell`, window.tellsMs),
    ...[...shares, { whose: 'clients', ms: window.processorMs }].flatMap(({ whose, ms }) => [
      { name: `${prefix}: ${whose}, of a core`, value: ms / window.seconds / 10, unit: '%' },
      { name: `${prefix}: ${whose}, for a cycle`, value: (ms * 1000) / cycles, unit: 'µs' },
    ]),
  ];
}

export function percentiles(prefix: string, latenciesMs: readonly number[]): Figure[] {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return [50, 95, 99].map((share) => ({
    name: `${prefix}, p${share}`,
    value: sorted[Math.floor((sorted.length * share) / 100)] ?? NaN,
    unit: 'ms',
  }));
}

/** Of each figure the middle value of all rounds. */
export function middleFigures(rounds: readonly (readonly Figure[])[]): Figure[] {
  const [first = []] = rounds;
  return first.map((figure, place) => {
    const values = rounds.map((round) => round[place]?.value ?? NaN).toSorted((a, b) => a - b);
    return { ...figure, value: values[Math.floor((values.length - 1) / 2)] ?? NaN };
  });
}
