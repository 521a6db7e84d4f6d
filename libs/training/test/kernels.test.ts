import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { noise } from '../../../test/contracts/toy-images.js';
import { accumulate } from '../src/wasm/kernels/accumulate.js';
import { store } from '../src/wasm/kernels/instructions.js';
import { type Kernel, kernel } from '../src/wasm/kernels/kernel.js';
import { encodeModule } from '../src/wasm/kernels/kernel-module.js';
import { createKernels } from '../src/wasm/kernels/kernels.js';
import { multiply } from '../src/wasm/kernels/multiply.js';
import {
  filterTransform,
  gradientTransform,
  INPUT_TRANSFORM,
  transposed,
} from '../src/wasm/kernels/winograd.js';
import { type Memory, webAssembly } from '../src/wasm/kernels/web-assembly.js';

const PAGE_BYTES = 65_536;
const MEMORY_BYTES = 2 ** 22;

describe('kernels', () => {
  test('constants of every length arrive, as integers and as numbers', async () => {
    const address = fc.nat(MEMORY_BYTES / 16 - 1).map((place) => 16 * place);
    const number = fc.float({ noNaN: true });
    await fc.assert(
      fc.asyncProperty(address, number, async (at, value) => {
        const memory = createMemory();
        const write = kernel([], (_, variables) => [store(at, variables.constant(value))]);
        (await compiled({ write }, memory))('write');
        assert.deepEqual([...new Float32Array(memory.buffer, at, 4)], [value, value, value, value]);
      }),
      { numRuns: 30 },
    );
  });

  test('repeat so often as they are told, which may be never', async () => {
    for (const times of [0, 1, 7]) {
      const memory = createMemory();
      const kernels = await createKernels(memory);
      new Float32Array(memory.buffer).fill(1);
      kernels.sum({ left: 0, right: 64, target: 1024, groups: times });
      const values = new Float32Array(memory.buffer, 1024, 32);
      assert.equal(values.filter((value) => value === 2).length, 4 * times);
    }
  });

  test('multiply matrices, and their transposes, as the definition does', async () => {
    const size = fc.integer({ min: 1, max: 5 });
    await fc.assert(
      fc.asyncProperty(size, size, size, size, async (products, rowTiles, depth, panels) => {
        const memory = createMemory();
        const run = await compiled({ multiply, accumulate }, memory);
        const [rows, columns] = [4 * rowTiles, 8 * panels];
        const [a, b, c, sums] = [0, 2 ** 18, 2 ** 19, 2 ** 20];
        const random = noise(products + 7 * rowTiles + 31 * depth + 101 * panels);
        const floats = new Float32Array(memory.buffer);
        floats.forEach((_, index) => (floats[index] = random() - 0.5));
        const before = floats.slice();
        const matrix = [4 * rows * depth, 4 * depth * columns, 4 * rows * columns];
        run('multiply', products, a, b, c, rowTiles, depth, panels, 4 * depth, 4 * columns, ...matrix);
        // Of the same numbers, A as [depth, rows] and B row by row.
        const strides = [4 * rows, 4 * columns, 4 * columns];
        run('accumulate', products, a, b, sums, rowTiles, depth, panels, ...strides, ...matrix);
        for (let product = 0; product < products; product += 1) {
          const [inA, inB] = [product * rows * depth, b / 4 + product * depth * columns];
          const inC = product * rows * columns;
          for (let row = 0; row < rows; row += 1) {
            for (let column = 0; column < columns; column += 1) {
              let [plain, transposedSum] = [0, at(before, sums / 4 + inC + row * columns + column)];
              for (let k = 0; k < depth; k += 1) {
                const inPanel = Math.floor(column / 8) * depth * 8 + k * 8 + (column % 8);
                plain += at(before, inA + row * depth + k) * at(before, inB + inPanel);
                transposedSum += at(before, inA + k * rows + row) * at(before, inB + k * columns + column);
              }
              const cell = inC + row * columns + column;
              assert.ok(Math.abs(at(floats, c / 4 + cell) - plain) < 1e-5);
              assert.ok(Math.abs(at(floats, sums / 4 + cell) - transposedSum) < 1e-5);
            }
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("Winograd's transforms", () => {
  test('give the convolution of every input with every filter', () => {
    for (const side of [3, 5]) {
      const outputs = 7 - side;
      const number = fc.integer({ min: -9, max: 9 });
      const vector = (length: number): fc.Arbitrary<number[]> =>
        fc.array(number, { minLength: length, maxLength: length });
      fc.assert(
        fc.property(vector(6), vector(side), (input, filter) => {
          const atPoints = times(filterTransform(side), filter);
          const products = times(INPUT_TRANSFORM, input).map((value, point) => value * at(atPoints, point));
          const actual = times(transposed(gradientTransform(outputs)), products);
          for (let output = 0; output < outputs; output += 1) {
            const expected = filter.reduce((sum, tap, index) => sum + tap * at(input, output + index), 0);
            assert.ok(Math.abs(at(actual, output) - expected) < 1e-9);
          }
        }),
      );
    }
  });
});

function createMemory(): Memory {
  // Modules of ours are only ever given a memory; a test has to make one.
  const { Memory } = webAssembly as unknown as { Memory: new (size: { initial: number }) => Memory };
  return new Memory({ initial: MEMORY_BYTES / PAGE_BYTES });
}

async function compiled(
  kernels: Readonly<Record<string, Kernel>>,
  memory: Memory,
): Promise<(name: string, ...operands: number[]) => void> {
  const { instance } = await webAssembly.instantiate(encodeModule(kernels), { backend: { memory } });
  return (name, ...operands) => {
    (instance.exports[name] as (...values: number[]) => void)(...operands);
  };
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * at(vector, index), 0));
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
