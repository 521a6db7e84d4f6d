import { residentBytes } from './resident-memory.js';

/** How often the memory of a process that trains is looked at. */
const INTERVAL_MS = 200;

export interface MemoryWatchOptions {
  readonly pid: number;
  readonly limitBytes: number;
  /** Told once, when the process occupies more than the limit. */
  readonly onExceeded: (occupied: ExceededMemory) => void;
}

/** What a process occupied when it was found above its limit. */
export interface ExceededMemory {
  readonly bytes: number;
  /** Whether it was the first look: before it did anything of what is watched. */
  readonly fromTheBeginning: boolean;
}

/** Looks at a process's memory until disposed of, the first time at once; where that cannot be told, never says anything. */
export function watchMemory({ pid, limitBytes, onExceeded }: MemoryWatchOptions): Disposable {
  const look = (fromTheBeginning: boolean): void => {
    const bytes = residentBytes(pid) ?? 0;
    if (bytes <= limitBytes) return;
    clearInterval(timer);
    onExceeded({ bytes, fromTheBeginning });
  };
  const timer = setInterval(look, INTERVAL_MS, false);
  look(true);
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
    },
  };
}
