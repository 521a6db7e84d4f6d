import type { Figures } from './layer-graph.js';
import { FLOAT32_BYTES } from './node-cost.js';
import { checkStack, type Stack } from './stack.js';

/** Where a stage's blocks stand. */
export interface StageFrame {
  readonly pixels: number;
  readonly repeats: number;
  readonly filters: number;
}

/** What all networks of a stack have in common. */
export interface StackFrame {
  /** Of stem and classifier, without what depends on the channels that reach the classifier. */
  readonly fixed: Figures;
  readonly stages: readonly StageFrame[];
  readonly stemFilters: number;
  readonly classes: number;
}

const frames = new WeakMap<Stack, StackFrame>();

/** The frame of a stack, which must not be changed afterwards. Throws {@link NetworkError} `UNUSABLE_STACK`. */
export function frameOf(stack: Stack): StackFrame {
  let frame = frames.get(stack);
  if (frame === undefined) {
    checkStack(stack);
    frame = newFrame(stack);
    frames.set(stack, frame);
  }
  return frame;
}

function newFrame(stack: Stack): StackFrame {
  const { input, stem, classes } = stack;
  const inputPixels = input.height * input.width;
  const weights = stem.kernel ** 2 * input.channels * stem.filters;
  let { height, width } = strided(input, stem.stride);
  const stemPixels = height * width;
  if (stem.pooling) ({ height, width } = strided({ height, width }, 2));
  const pooledPixels = stem.pooling ? height * width : 0;
  const stages: StageFrame[] = [];
  for (const { repeats, filters } of stack.stages) {
    if (stages.length > 0) ({ height, width } = strided({ height, width }, 2));
    stages.push({ pixels: height * width, repeats, filters });
  }
  const values = inputPixels * input.channels + (2 * stemPixels + pooledPixels) * stem.filters + 2 * classes;
  return {
    fixed: {
      flops: 2 * weights * stemPixels,
      parameters: weights + 2 * stem.filters + classes,
      activationBytes: values * FLOAT32_BYTES,
    },
    stages,
    stemFilters: stem.filters,
    classes,
  };
}

/** "Same" padding: a stride divides, rounding up. */
function strided({ height, width }: { readonly height: number; readonly width: number }, stride: number) {
  return { height: Math.ceil(height / stride), width: Math.ceil(width / stride) };
}
