import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Processor time of a process so far, with that of all processes below it, those that ended among them. */
export function processorMs(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = statOf(Number(name))?.parent ?? 0;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (root: number): number =>
    (statOf(root)?.ticks ?? 0) + (children.get(root) ?? []).reduce((sum, child) => sum + below(child), 0);
  return below(pid) * TICK_MS;
}

/** The newest process whose command line has the argument. */
export function processWith(argument: string): number | undefined {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => argumentsOf(pid).includes(argument))
    .at(0);
}

/** See proc_pid_stat(5); the name, in parentheses, may hold anything. */
function statOf(pid: number): { readonly parent: number; readonly ticks: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // utime, stime, and those of children that were waited for.
    return {
      parent: Number(fields[1]),
      ticks: [11, 12, 13, 14].reduce((sum, place) => sum + Number(fields[place]), 0),
    };
  } catch {
    return undefined;
  }
}

function argumentsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Memory that a process occupies at present. */
export function residentBytes(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}
