import { readFileSync } from 'node:fs';

/**
 * Bytes of physical memory that a process occupies; undefined where that cannot be told: the process is
 * gone, or the system is not Linux. A line of text in memory, so reading it blocks for microseconds.
 */
export function residentBytes(pid: number): number | undefined {
  try {
    const [, kibibytes] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'latin1')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
