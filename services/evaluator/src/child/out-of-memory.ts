import type { Figures } from '@blockqnn/network';

/** A trainable weight, its gradient and Adam's two moments, in float32. */
const BYTES_PER_PARAMETER = 4 * 4;

/**
 * Memory that training cannot do without: weights with their optimiser state, and every intermediate
 * result of a batch, since the backward pass needs them all. Engines take more.
 */
export function leastTrainingBytes(figures: Figures, batchSize: number): number {
  return figures.parameters * BYTES_PER_PARAMETER + figures.activationBytes * batchSize;
}

/**
 * Whether an error says that memory ran out: V8 for array buffers, WebAssembly's growing, emscripten's
 * allocator, and native allocators.
 */
export function saysOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /out of memory|\bOOM\b|allocation failed|Invalid typed array length|could not allocate|cannot enlarge memory|maximum memory size exceeded|bad_alloc|memory access out of bounds/i.test(
    error.message,
  );
}
