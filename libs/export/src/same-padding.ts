/** Positions that "same" padding adds before and after one side of an image. */
export type SidePadding = readonly [before: number, after: number];

/**
 * "Same" padding as TensorFlow does it: the output has ⌈size / stride⌉ positions, and of an odd number of padded
 * positions the one more comes after.
 */
export function samePadding(
  size: number,
  { kernel, stride }: { kernel: number; stride: number },
): SidePadding {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + kernel - size, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
