import { DatasetError } from '@blockqnn/datasets';
import { NetworkError } from '@blockqnn/network';
import { ForeignCheckpointError, TooFewImagesError, UnusableRecipeError } from '@blockqnn/training';
import { RESTART_HINT, UnusableResultError } from '../trainings/training-folder.js';
import { ImagesTooBigError } from './image-sets.js';
import type { LastMessage } from './messages.js';
import { saysOutOfMemory } from './out-of-memory.js';

/** What a job's error says: something about the job, about this machine, or nothing that anybody foresaw. */
export function endOfError(error: unknown, job: number, what: string): LastMessage {
  if (error instanceof DatasetError) {
    // A limit is the caller's to mend; any other fault is this machine's.
    return { kind: error.code === 'limit' ? 'misfit' : 'datasetUnusable', job, message: error.message };
  }
  if (error instanceof ImagesTooBigError) return { kind: 'datasetUnusable', job, message: error.message };
  if (error instanceof ForeignCheckpointError || error instanceof UnusableResultError) {
    return { kind: 'checkpointUnusable', job, message: `${error.message}; ${RESTART_HINT}` };
  }
  if (
    error instanceof NetworkError ||
    error instanceof UnusableRecipeError ||
    error instanceof TooFewImagesError
  ) {
    return failed(job, 'infeasible', error.message);
  }
  const message = error instanceof Error ? error.message : String(error);
  if (saysOutOfMemory(error)) return failed(job, 'outOfMemory', message);
  return { kind: 'broken', job, message: `${what}: ${message}` };
}

export function failed(
  job: number,
  reason: 'diverged' | 'infeasible' | 'outOfMemory',
  message: string,
): LastMessage {
  return { kind: 'failed', job, reason, message, residentBytes: process.memoryUsage.rss() };
}
