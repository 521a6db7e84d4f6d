import { availableParallelism, cpus, totalmem } from 'node:os';
import { cgroupLimits } from './cgroup-limits.js';

/** What this process, with its children, may use of the machine. */
export interface MachineResources {
  /** Threads that compute at once without waiting for each other; at least 1. */
  readonly cores: number;
  readonly memoryBytes: number;
  /** The processor's name. */
  readonly processor: string;
}

let known: MachineResources | undefined;

/** The machine's own figures, or what control groups leave of them. Read once. */
export function machineResources(): MachineResources {
  known ??= resourcesWithin(cgroupLimits(), {
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
  });
  return known;
}

/** A share of a core that is left over computes nothing by itself, so cores are rounded down. */
export function resourcesWithin(
  limits: ReturnType<typeof cgroupLimits>,
  machine: MachineResources,
): MachineResources {
  return {
    ...machine,
    cores: Math.max(1, Math.floor(Math.min(machine.cores, limits.cpus ?? Infinity))),
    memoryBytes: Math.min(machine.memoryBytes, limits.memoryBytes ?? Infinity),
  };
}
