import type { SearchMessage } from '@blockqnn/api';

type StackMessage = NonNullable<NonNullable<SearchMessage['spec']>['stack']>;

/** A stack for people, in short: "32×32×3 images, 10 classes; stem of 16, then 1×16, 1×32, 1×64". */
export function stackText(stack: StackMessage): string {
  const { stem, classes } = stack;
  return `${shapeText(stack)} images, ${String(classes)} classes; stem of ${String(stem?.filters ?? 0)}, then ${stagesText(stack).join(', ')}`;
}

/** The same for a table, from the images to the classes: "32×32×3 → 1×16 1×32 1×64 → 10". */
export function shortStackText(stack: StackMessage): string {
  return [shapeText(stack), stagesText(stack).join(' '), String(stack.classes)].join(' → ');
}

const shapeText = ({ input }: StackMessage): string =>
  [input?.height, input?.width, input?.channels].map((size) => String(size ?? 0)).join('×');

/** Repeats and filters of each stage. */
const stagesText = ({ stages }: StackMessage): readonly string[] =>
  stages.map(({ repeats, filters }) => `${String(repeats)}×${String(filters)}`);
