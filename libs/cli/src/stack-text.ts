import type { SearchMessage } from '@blockqnn/api';

type StackMessage = NonNullable<NonNullable<SearchMessage['spec']>['stack']>;

/** A stack for people, in short: "32×32×3 images, 10 classes; stem of 16, then 1×16, 1×32, 1×64". */
export function stackText({ input, stem, stages, classes }: StackMessage): string {
  const shape = [input?.height, input?.width, input?.channels].map((size) => String(size ?? 0)).join('×');
  const blocks = stages.map(({ repeats, filters }) => `${String(repeats)}×${String(filters)}`).join(', ');
  return `${shape} images, ${String(classes)} classes; stem of ${String(stem?.filters ?? 0)}, then ${blocks}`;
}
