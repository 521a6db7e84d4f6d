/** A way to use a machine's cores: so many processes of so many threads each. */
export interface Split {
  readonly processes: number;
  readonly threads: number;
}

/** A split that leaves more of the cores idle than this is not worth measuring. */
const LEAST_USE = 0.75;

/**
 * The splits worth measuring, none of which uses more threads than there are cores: all cores in one
 * process, in two, in four, …, and a process for each.
 *
 * @param mostProcesses - that memory has room for, at least 1
 */
export function candidateSplits(cores: number, mostProcesses: number): Split[] {
  const counts = new Set([cores, Math.floor(cores / 2)]);
  for (let count = 1; count <= cores; count *= 2) counts.add(count);
  return [...counts]
    .filter((count) => count >= 1 && count <= Math.max(1, mostProcesses))
    .sort((a, b) => a - b)
    .map((processes) => ({ processes, threads: Math.floor(cores / processes) }))
    .filter(({ processes, threads }) => processes * threads >= LEAST_USE * cores);
}
