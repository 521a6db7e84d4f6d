import type { Stack } from './stack.js';

/** Which images a stack is for. */
export type ImageKind = Pick<Stack, 'input' | 'classes'>;

/** The paper's search network: 3 stages of 4 blocks, filters 32, 64, 128. For images of about 32×32. */
export function cifarStack({ input, classes }: ImageKind): Stack {
  return {
    input,
    stem: { filters: 32, kernel: 3, stride: 1, pooling: false },
    stages: [
      { repeats: 4, filters: 32 },
      { repeats: 4, filters: 64 },
      { repeats: 4, filters: 128 },
    ],
    classes,
  };
}

/**
 * For images of about 224×224: the stem brings them to a quarter, then 4 stages of 3 blocks (the paper's
 * best N), filters doubled from 64 to 512.
 */
export function imagenetStack({ input, classes }: ImageKind): Stack {
  return {
    input,
    stem: { filters: 64, kernel: 7, stride: 2, pooling: true },
    stages: [
      { repeats: 3, filters: 64 },
      { repeats: 3, filters: 128 },
      { repeats: 3, filters: 256 },
      { repeats: 3, filters: 512 },
    ],
    classes,
  };
}

/** Trains in seconds on a CPU: 3 stages of one block, filters 8, 16, 32. For images of about 32×32. */
export function smallStack({ input, classes }: ImageKind): Stack {
  return {
    input,
    stem: { filters: 8, kernel: 3, stride: 1, pooling: false },
    stages: [
      { repeats: 1, filters: 8 },
      { repeats: 1, filters: 16 },
      { repeats: 1, filters: 32 },
    ],
    classes,
  };
}
