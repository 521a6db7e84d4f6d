import { counted, UsageError } from '@blockqnn/cli';
import type { MachineResources } from '@blockqnn/training/machine';

const MIB = 1024 * 1024;
/** What a training process occupies that does nothing yet (docs/evaluator.md). */
const IDLE_BYTES = { wasm: 136 * MIB, native: 450 * MIB } as const;

/**
 * A warning where there are more workers than cores; undefined where not. Throws {@link UsageError} where the
 * memory does not hold even their idle processes.
 */
export function checkWorkers(
  workers: number | 'auto' | undefined,
  engine: 'wasm' | 'native',
  { cores, memoryBytes }: Pick<MachineResources, 'cores' | 'memoryBytes'>,
): string | undefined {
  if (typeof workers !== 'number') return undefined;
  const neededBytes = workers * IDLE_BYTES[engine];
  if (workers > 1 && neededBytes > memoryBytes) {
    const most = Math.max(1, Math.floor(memoryBytes / IDLE_BYTES[engine]));
    throw new UsageError(
      `--workers ${String(workers)}: their ${engine} processes need ${mebibytes(neededBytes)} before they train anything, and there are ${mebibytes(memoryBytes)}; at most ${String(most)}`,
    );
  }
  if (workers <= cores) return undefined;
  return `warning: --workers ${String(workers)} is more than this machine's ${counted(cores, 'core')}; blocks are trained no faster, and the start takes longer`;
}

function mebibytes(bytes: number): string {
  return `${String(Math.round(bytes / MIB))} MiB`;
}
