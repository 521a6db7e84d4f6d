import { randomUUID } from 'node:crypto';
import type { ControllerMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';

type Request = ControllerMethods['importEvaluations']['requestInput'];

/** A result as ImportEvaluations takes it. */
export type EvaluationInput = NonNullable<Request['evaluations']>[number];

export interface ImportCounts {
  readonly imported: number;
  /** Of blocks that the search knew already. */
  readonly known: number;
}

export interface ImportOptions {
  readonly signal: AbortSignal;
  /** Results dealt with so far. */
  readonly onProgress: (done: number) => void;
}

/** The most that a request takes. */
const BATCH = 1000;

/**
 * Imports results in batches, one after the other. Each has a request id of its own, so one whose answer was lost on
 * the way is not counted twice; importing the whole again finds its blocks known.
 */
export async function importEvaluations(
  controller: Client<ControllerMethods>,
  parent: string,
  evaluations: readonly EvaluationInput[],
  { signal, onProgress }: ImportOptions,
): Promise<ImportCounts> {
  let imported = 0;
  let known = 0;
  onProgress(0);
  for (let start = 0; start < evaluations.length; start += BATCH) {
    const batch = evaluations.slice(start, start + BATCH);
    const request = { parent, evaluations: batch, requestId: randomUUID() };
    const { importedCount, knownCount } = await controller.importEvaluations(request, { signal });
    imported += importedCount;
    known += knownCount;
    onProgress(start + batch.length);
  }
  return { imported, known };
}
