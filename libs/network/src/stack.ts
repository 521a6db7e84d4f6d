import { z } from 'zod';
import { NetworkError } from './network-error.js';

const imageSide = z.int().min(4).max(1024);
const filters = z.int().min(1).max(4096);

/**
 * Wire-independent form of `blockqnn.domain.v1.Stack`; bounds as documented there. Besides them, every
 * down-sampling between stages must have more than one pixel left to work on.
 */
export const stackSchema = z
  .strictObject({
    input: z.strictObject({ height: imageSide, width: imageSide, channels: z.int().min(1).max(4) }),
    stem: z.strictObject({
      filters,
      kernel: z.literal([1, 3, 5, 7]),
      stride: z.literal([1, 2]),
      /** Whether a 3×3 max pooling with stride 2 follows. */
      pooling: z.boolean(),
    }),
    stages: z
      .array(z.strictObject({ repeats: z.int().min(1).max(64), filters }))
      .min(1)
      .max(8),
    classes: z.int().min(2).max(100_000),
  })
  .superRefine((stack, context) => {
    const most = stagesThatFit(stack);
    if (stack.stages.length > most) {
      const { height, width } = stack.input;
      context.addIssue({
        code: 'custom',
        path: ['stages'],
        message: `at most ${most} for ${height}×${width} images with this stem: nothing but 1×1 pixel is left after that`,
      });
    }
  });

/**
 * How a block is repeated into a network: stem, [block × repeats] for each stage with a 2×2 max pooling
 * of stride 2 between stages, global average pooling, dense softmax (paper, on stacking blocks).
 */
export type Stack = Readonly<z.infer<typeof stackSchema>>;

/** Throws a {@link NetworkError} `UNUSABLE_STACK` with the first fault, where there is one. */
export function checkStack(stack: Stack): void {
  const issue = stackSchema.safeParse(stack).error?.issues[0];
  if (issue) throw new NetworkError('UNUSABLE_STACK', fieldPath(issue.path), issue.message);
}

function stagesThatFit({ input, stem }: Pick<Stack, 'input' | 'stem'>): number {
  let side = Math.ceil(Math.max(input.height, input.width) / stem.stride / (stem.pooling ? 2 : 1));
  let stages = 1;
  for (; side > 1; stages += 1) side = Math.ceil(side / 2);
  return stages;
}

function fieldPath(path: readonly PropertyKey[]): string {
  return ['stack', ...path].reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    '',
  );
}
