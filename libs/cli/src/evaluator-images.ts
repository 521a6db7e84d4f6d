import { setTimeout as sleep } from 'node:timers/promises';
import type { EvaluatorMethods } from '@blockqnn/api';
import type { DatasetReference } from '@blockqnn/datasets';
import type { Stack } from '@blockqnn/network';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { UsageError } from './exit-code.js';

/** How an evaluator whose training processes still start is waited for. */
export interface StartPatience {
  /** At most so long, in all. */
  readonly withinMs: number;
  /** Told once, before the first wait. */
  readonly notice: (text: string) => void;
  readonly signal: AbortSignal;
}

/** What a command waits for training processes to start; engines take seconds for it, however slow the machine. */
export const START_MS = 120_000;

/**
 * Shape and classes of a dataset as the evaluator has it. Throws {@link UsageError} where it has none of that
 * name, and the evaluator's UNAVAILABLE where it cannot train in time.
 */
export async function evaluatorImages(
  evaluator: Client<EvaluatorMethods>,
  { name, size }: DatasetReference,
  patience: StartPatience,
): Promise<Pick<Stack, 'input' | 'classes'>> {
  const { datasets } = await capabilities(evaluator, patience);
  const found = datasets.find((dataset) => dataset.name === name);
  if (found?.shape) {
    const { shape, classes } = found;
    // Which kinds can be scaled is the evaluator's to say.
    return { input: size === undefined ? shape : { ...shape, height: size, width: size }, classes };
  }
  const known = datasets.map((dataset) => dataset.name).join(', ');
  throw new UsageError(`--dataset ${name}: this evaluator has ${known}; BLOCKQNN_DATASETS gives it others`);
}

/** Waits for an evaluator that is there and starts its training processes still, which it says with a delay. */
async function capabilities(
  evaluator: Client<EvaluatorMethods>,
  { withinMs, notice, signal }: StartPatience,
) {
  const endMs = performance.now() + withinMs;
  for (let told = false; ; told = true) {
    try {
      return await evaluator.getCapabilities({}, { signal });
    } catch (error) {
      const starting = error instanceof RpcError && error.code === status.UNAVAILABLE;
      if (!starting || error.retryDelayMs === undefined) throw error;
      if (performance.now() + error.retryDelayMs > endMs) throw error;
      if (!told) notice(`the evaluator cannot train yet: ${error.message}; waiting for it`);
      await sleep(error.retryDelayMs, undefined, { signal });
    }
  }
}
