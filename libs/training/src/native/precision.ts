/**
 * Of what convolutions compute with. With `bfloat16` they take half the bytes and multiply twice as many
 * numbers at once where the processor can; everything else, weights and sums of products among it, is of
 * float32 always. bfloat16 has the range of float32, so losses need no scaling.
 */
export const PRECISIONS = ['float32', 'bfloat16'] as const;

export type Precision = (typeof PRECISIONS)[number];
