import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Figure } from './bench.js';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly platform: string;
}

/** The form that `npm run -s bench -- NAME --json` prints. */
export interface BenchReport {
  readonly bench: string;
  readonly machine: Machine;
  /** RFC 3339, UTC. */
  readonly date: string;
  readonly figures: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    readonly target: number | null;
    /** Whether the value reaches the target; null where there is none. */
    readonly met: boolean | null;
  }[];
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** @throws RangeError where a figure is no number: then the bench measured nothing */
export function createReport(
  bench: string,
  machine: Machine,
  date: Date,
  figures: readonly Figure[],
): BenchReport {
  return {
    bench,
    machine,
    date: date.toISOString(),
    figures: figures.map(({ name, value, unit, atLeast, atMost }) => {
      if (!Number.isFinite(value)) throw new RangeError(`figure "${name}" is ${value}`);
      const target = atLeast ?? atMost ?? null;
      const met = target === null ? null : value >= (atLeast ?? value) && value <= (atMost ?? value);
      return { name, value, unit, target, met };
    }),
  };
}

/** The report as a table for people. */
export function formatReport({ bench, machine, date, figures }: BenchReport, description: string): string {
  const rows = figures.map(({ name, value, unit, target, met }) => [
    name,
    formatNumber(value),
    unit,
    target === null ? '' : formatNumber(target),
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const table = [['figure', 'value', 'unit', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => align(cell, column, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    `${bench}: ${description}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.platform}; ${date}`,
    '',
    ...lines,
  ].join('\n');
}

/** Numbers end at the same place, words begin there. */
function align(cell: string, column: number, width: number): string {
  return column === 1 || column === 3 ? cell.padStart(width) : cell.padEnd(width);
}

function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
