import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

/** Node's flags for running TypeScript from source. */
export const SOURCE_FLAGS = ['--conditions=source', '--import', 'tsx'] as const;

/** Main modules of the processes that a run is made of. */
export const MAINS = {
  controller: fileURLToPath(new URL('services/controller/src/main.ts', root)),
  registry: fileURLToPath(new URL('services/registry/src/main.ts', root)),
  worker: fileURLToPath(new URL('../worker/worker-member.ts', import.meta.url)),
  subscriber: fileURLToPath(new URL('../worker/subscriber-member.ts', import.meta.url)),
} as const;
