import type { Figures } from '@blockqnn/network';
import type { Engine } from '@blockqnn/training';
import { trainingBytes } from './training-memory.js';

/** What a process has and may have. */
export interface ProcessMemory {
  readonly engine: Engine;
  readonly memoryLimitBytes: number;
  /** What the process occupied before it knew any image or network. */
  readonly idleBytes: number;
}

/** What is about to be trained. */
export interface MemoryDemand {
  readonly figures: Figures;
  readonly batchSize: number;
  /** Of all images in memory. */
  readonly imageBytes: number;
  /** Copies of the parameters besides those that any training has. */
  readonly moreCopies?: number;
}

const FLOAT32_BYTES = 4;

/** What is wrong, where the process would grow beyond its limit. */
export function foreseenExcess(
  { engine, memoryLimitBytes, idleBytes }: ProcessMemory,
  { figures, batchSize, imageBytes, moreCopies = 0 }: MemoryDemand,
): string | undefined {
  const needed =
    idleBytes +
    imageBytes +
    trainingBytes(engine.info.name, figures, batchSize) +
    moreCopies * FLOAT32_BYTES * figures.parameters;
  if (needed <= memoryLimitBytes) return undefined;
  return `training needs a process of about ${mebibytes(needed)} with batches of ${String(batchSize)}, at most ${mebibytes(memoryLimitBytes)} allowed`;
}

/** What a process occupies at least that trains the smallest of networks beside images of so many bytes. */
export function leastBytes({ engine, idleBytes }: ProcessMemory, imageBytes: number): number {
  const nothing = { flops: 0, parameters: 0, activationBytes: 0 };
  return idleBytes + imageBytes + trainingBytes(engine.info.name, nothing, 0);
}

function mebibytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 1024 / 1024))} MiB`;
}
