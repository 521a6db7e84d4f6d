import { assign, type Code, type Local, value, vector } from './instructions.js';
import type { KernelVariables } from './kernel.js';
import { type Matrix, TILE_SIDE } from './winograd.js';

/** Values from values: the instructions, and where the results are. */
type LinearMap = (inputs: readonly Local[]) => { readonly code: Code; readonly results: readonly Local[] };

/** Positions of the opposite points in a tile. */
const OPPOSITES = [
  [1, 2],
  [3, 4],
] as const;

/**
 * To the points of a tile, by a matrix [6, n]. At opposite points even powers are the same and odd ones
 * opposite, so both come from one pair of sums.
 */
export function evaluation(matrix: Matrix, variables: KernelVariables): LinearMap {
  const sum = weightedSum(variables);
  const results = variables.vectors<number>(TILE_SIDE);
  const [even, odd] = variables.vectors(2);
  return (inputs) => ({
    results,
    code: [
      ...[0, TILE_SIDE - 1].flatMap((point) => assign(at(results, point), sum(matrix[point], inputs))),
      ...OPPOSITES.flatMap(([point, opposite]) => [
        ...assign(
          even,
          sum(
            matrix[point]?.map((factor, power) => (power % 2 === 0 ? factor : 0)),
            inputs,
          ),
        ),
        ...assign(
          odd,
          sum(
            matrix[point]?.map((factor, power) => (power % 2 === 1 ? factor : 0)),
            inputs,
          ),
        ),
        ...assign(at(results, point), vector.add(even, odd)),
        ...assign(at(results, opposite), vector.subtract(even, odd)),
      ]),
    ],
  });
}

/** From the points of a tile, by a matrix [n, 6]: the transposed way, from sums and differences of opposite points. */
export function interpolation(matrix: Matrix, variables: KernelVariables): LinearMap {
  const sum = weightedSum(variables);
  const results = variables.vectors(matrix.length);
  const [sum1, difference1, sum2, difference2] = variables.vectors(4);
  const shared = [
    [sum1, difference1],
    [sum2, difference2],
  ] as const;
  return (inputs) => ({
    results,
    code: [
      ...OPPOSITES.flatMap(([point, opposite], pair) => [
        ...assign(shared[pair]?.[0] ?? sum1, vector.add(at(inputs, point), at(inputs, opposite))),
        ...assign(shared[pair]?.[1] ?? sum1, vector.subtract(at(inputs, point), at(inputs, opposite))),
      ]),
      ...matrix.flatMap((row, output) => {
        const isEven = row[1] === row[2];
        const terms = [
          at(inputs, 0),
          isEven ? sum1 : difference1,
          isEven ? sum2 : difference2,
          at(inputs, TILE_SIDE - 1),
        ];
        return assign(at(results, output), sum([row[0] ?? 0, row[1] ?? 0, row[3] ?? 0, row[5] ?? 0], terms));
      }),
    ],
  });
}

/** Σ factor · input, without multiplications by 0, 1 and −1. */
function weightedSum(
  variables: KernelVariables,
): (factors: readonly number[] | undefined, inputs: readonly Local[]) => Code {
  return (factors = [], inputs) => {
    const terms = factors
      .map((factor, index) => ({ factor, input: at(inputs, index) }))
      .filter(({ factor }) => factor !== 0)
      // What is only added comes first, so that nothing has to be negated.
      .sort((left, right) => Number(right.factor === 1) - Number(left.factor === 1));
    const [first, ...others] = terms;
    if (!first) return vector.constant(0);
    const scaled = (factor: number, input: Local): Code =>
      factor === 1 ? value(input) : vector.multiply(input, variables.constant(factor));
    return others.reduce<Code>(
      (total, { factor, input }) =>
        factor > 0
          ? vector.add(total, scaled(factor, input))
          : vector.subtract(total, scaled(-factor, input)),
      scaled(first.factor, first.input),
    );
  };
}

function at(locals: readonly Local[], index: number): Local {
  const local = locals[index];
  if (!local) throw new RangeError(`vectors: there is no number ${index} of ${locals.length}`);
  return local;
}
