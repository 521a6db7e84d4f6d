import { createHash } from 'node:crypto';
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
 * Imports results in batches, one after the other. Each batch's request id follows from its place and content,
 * so a batch whose answer was lost is not counted twice when the whole is repeated.
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
    const request = { parent, evaluations: batch, requestId: requestIdOf(parent, start, batch) };
    const { importedCount, knownCount } = await controller.importEvaluations(request, { signal });
    imported += importedCount;
    known += knownCount;
    onProgress(start + batch.length);
  }
  return { imported, known };
}

function requestIdOf(parent: string, start: number, batch: readonly EvaluationInput[]): string {
  const hash = createHash('sha256').update(JSON.stringify([parent, start, batch]));
  return `import-${hash.digest('hex').slice(0, 40)}`;
}
