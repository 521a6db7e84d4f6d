import type { LayerGraph } from '@blockqnn/network';
import { InfeasibleNetworkError } from '../training-error.js';

/** WebAssembly addresses 4 GiB; the rest is for weights, fragments and the program. */
const MAX_STEP_BYTES = 3 * 2 ** 30;

/** Copies of the largest feature map that one layer makes on its way, at most. */
const SCRATCH_COPIES = 8;

/**
 * Throws {@link InfeasibleNetworkError} where a training step may not fit WebAssembly memory: past its end
 * the backend would write over other data instead of failing.
 */
export function checkMemory({ nodes, figures }: LayerGraph, batchSize: number): void {
  const largest = Math.max(...nodes.map(({ shape }) => 4 * shape.height * shape.width * shape.channels));
  // Poolings keep one map more than the graph has, and filters 25 values for each pixel at most.
  const stepBytes = batchSize * (1.5 * figures.activationBytes + SCRATCH_COPIES * largest);
  if (stepBytes <= MAX_STEP_BYTES) return;
  throw new InfeasibleNetworkError(
    `batch_size: a training step of ${batchSize} images takes about ${Math.ceil(stepBytes / 2 ** 20)} MiB, ` +
      `more than the ${MAX_STEP_BYTES / 2 ** 20} MiB of the wasm engine; use smaller batches or a smaller stack`,
  );
}
