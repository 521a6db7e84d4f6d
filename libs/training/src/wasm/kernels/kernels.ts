import { accumulate } from './accumulate.js';
import { gradientSums, moments } from './column-sums.js';
import { copyPixels } from './copy-pixels.js';
import { creditMaxima } from './credit-maxima.js';
import { affine, combination, fillZero, rectifierGradient, sum } from './elementwise.js';
import type { Kernel } from './kernel.js';
import { encodeModule } from './kernel-module.js';
import { multiply } from './multiply.js';
import { fromPoints, toPoints } from './tile-transforms.js';
import { type Memory, webAssembly } from './web-assembly.js';
import { filterTransform, gradientTransform, INPUT_TRANSFORM, transposed } from './winograd.js';

const KERNELS = {
  accumulate,
  affine,
  combination,
  copyPixels,
  creditMaxima,
  fillZero,
  gradientSums,
  moments,
  multiply,
  rectifierGradient,
  sum,
  inputToPoints: toPoints(INPUT_TRANSFORM),
  filter3ToPoints: toPoints(filterTransform(3)),
  filter3FromPoints: fromPoints(transposed(filterTransform(3))),
  output4ToPoints: toPoints(gradientTransform(4)),
  output4FromPoints: fromPoints(transposed(gradientTransform(4))),
  filter5ToPoints: toPoints(filterTransform(5)),
  filter5FromPoints: fromPoints(transposed(filterTransform(5))),
  output2ToPoints: toPoints(gradientTransform(2)),
  output2FromPoints: fromPoints(transposed(gradientTransform(2))),
} as const;

/** Functions on the backend's memory, their operands by name. Nothing is checked. */
export type Kernels = {
  readonly [Name in keyof typeof KERNELS]: (
    operands: Readonly<Record<(typeof KERNELS)[Name]['parameters'][number], number>>,
  ) => void;
};

/** Compiles the kernels, which takes some milliseconds. */
export async function createKernels(memory: Memory): Promise<Kernels> {
  const { instance } = await webAssembly.instantiate(encodeModule(KERNELS), { backend: { memory } });
  const called = Object.entries<Kernel>(KERNELS).map(([name, { parameters }]) => {
    const run = instance.exports[name] as (...operands: number[]) => void;
    // Filled anew by each call, since kernels are called thousands of times a second.
    const values = parameters.map(() => 0);
    return [
      name,
      (operands: Readonly<Record<string, number>>): void => {
        for (const [index, parameter] of parameters.entries()) values[index] = operands[parameter] ?? 0;
        run(...values);
      },
    ] as const;
  });
  // fromEntries forgets which names there are.
  return Object.fromEntries(called) as unknown as Kernels;
}
