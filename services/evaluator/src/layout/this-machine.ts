import { join } from 'node:path';
import { nativeLink } from '@blockqnn/training/linking';
import { bestSplit, findGpus, machineResources, ThroughputCache } from '@blockqnn/training/machine';
import type { LayoutHost } from './worker-layout.js';

/** The machine that this runs on; what is measured is kept in the state folder. */
export function thisMachine(stateDir: string, signal: AbortSignal): LayoutHost {
  const machine = machineResources();
  return {
    link: nativeLink(),
    machine,
    findGpus: () => findGpus(),
    measureSplits: (version, mostProcesses) =>
      bestSplit({
        engine: 'native',
        version: `TensorFlow ${version}`,
        machine,
        mostProcesses,
        cache: new ThroughputCache(join(stateDir, 'throughput.json')),
        signal,
      }),
  };
}
