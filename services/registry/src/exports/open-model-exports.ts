import { systemClock } from '@blockqnn/telemetry';
import type { KeptWeights } from '../models/kept-weights.js';
import { ExportSpool } from './export-spool.js';
import { ExportThreads } from './export-threads.js';
import { ModelExports } from './model-exports.js';
import { programCode } from './program-code.js';

/** Exports of a registry. Disposing stops what is being written. */
export interface OpenModelExports extends AsyncDisposable {
  readonly exports: ModelExports;
}

/**
 * @param folder - where exported models are kept
 * @param maxBytes - of all of them
 */
export async function openModelExports(
  folder: string,
  maxBytes: number,
  weights: KeptWeights,
): Promise<OpenModelExports> {
  const spool = await ExportSpool.open(folder, maxBytes, systemClock);
  const threads = new ExportThreads();
  return {
    exports: new ModelExports({ weights, spool, threads, code: await programCode() }),
    [Symbol.asyncDispose]: async () => {
      await spool[Symbol.asyncDispose]();
      await threads[Symbol.asyncDispose]();
    },
  };
}
