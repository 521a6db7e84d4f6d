import { z } from 'zod';

const imageSide = z.int().min(4).max(1024);
const filters = z.int().min(1).max(4096);

/** Wire-independent form of `blockqnn.domain.v1.Stack`; bounds as documented there. */
export const stackSchema = z.strictObject({
  input: z.strictObject({ height: imageSide, width: imageSide, channels: z.int().min(1).max(4) }),
  stem: z.strictObject({
    filters,
    kernel: z.union([z.literal(1), z.literal(3), z.literal(5), z.literal(7)]),
    stride: z.union([z.literal(1), z.literal(2)]),
    /** Whether a 3×3 max pooling with stride 2 follows. */
    pooling: z.boolean(),
  }),
  stages: z.array(z.strictObject({ repeats: z.int().min(1).max(64), filters })).min(1).max(8),
  classes: z.int().min(2).max(100_000),
});

/**
 * How a block is repeated into a network: stem, [block × repeats] for each stage with a 2×2 max pooling
 * of stride 2 between stages, global average pooling, dense softmax (paper, section 3.1, fig. 4).
 */
export type Stack = Readonly<z.infer<typeof stackSchema>>;
