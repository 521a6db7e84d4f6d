import type { GraphNode, LayerGraph } from '@blockqnn/network';
import { OutOfMemoryError } from '../training-error.js';

/** WebAssembly addresses 4 GiB; the rest is for weights and the program. */
const MAX_BATCH_BYTES = 3.25 * 2 ** 30;

/** Copies of the largest feature map that one layer makes on its way, at most. */
const SCRATCH_COPIES = 8;

/** Memory grows by a fifth at a time, and some of it is lost between tensors. */
const SLACK = 1.25;

/**
 * Throws {@link OutOfMemoryError} where a batch may not fit WebAssembly memory, before it takes any. What
 * a training step takes is the bound for classifying too, so that no recipe can train and then not measure.
 */
export function checkMemory({ nodes, figures }: LayerGraph, batchSize: number): void {
  const largest = Math.max(...nodes.map(mapBytes));
  // A max pooling keeps a map between its two passes as well.
  const poolings = nodes.filter(({ operation }) => operation.kind === 'maxPooling');
  const kept = figures.activationBytes + poolings.reduce((sum, node) => sum + mapBytes(node), 0);
  const bytes = SLACK * batchSize * (kept + SCRATCH_COPIES * largest);
  if (bytes <= MAX_BATCH_BYTES) return;
  throw new OutOfMemoryError(
    `batch_size: a batch of ${batchSize} images takes about ${Math.ceil(bytes / 2 ** 20)} MiB, ` +
      `more than the ${MAX_BATCH_BYTES / 2 ** 20} MiB of the wasm engine; use smaller batches or a smaller stack`,
  );
}

/** Bytes of the node's output for one image. */
function mapBytes({ shape: { height, width, channels } }: GraphNode): number {
  return 4 * height * width * channels;
}
