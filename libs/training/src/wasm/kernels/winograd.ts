/**
 * Winograd's short convolutions: `side` taps give `outputs` values from a tile of six, with six
 * multiplications instead of side · outputs (Toom and Cook; for convolutional networks Lavin and Gray
 * 2016, "Fast Algorithms for Convolutional Neural Networks"). In two dimensions they save twice: 2.25
 * multiplications an output instead of 9 for 3×3, 9 instead of 25 for 5×5.
 *
 * Input, filter and output are polynomials taken at the points below: `output = Aᵀ[(G·filter) ∘ (Bᵀ·input)]`.
 */
export const TILE_SIDE = 6;
/** Products of matrices that one tile takes part in. */
export const TILE_POINTS = TILE_SIDE * TILE_SIDE;

/** Evaluated at, besides infinity. Opposite points stand together, so that sums can be shared. */
const POINTS = [0, 1, -1, 2, -2] as const;

/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/** [6, 6]: of the input; the same for all filters, since the points are. */
export const INPUT_TRANSFORM: Matrix = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];

/** [6, side]: the filter's values at the points, divided by the points' distances from the others. */
export function filterTransform(side: number): Matrix {
  const finite = POINTS.map((point) => {
    const distances = POINTS.filter((other) => other !== point).map((other) => point - other);
    const scale = distances.reduce((product, distance) => product * distance, 1);
    return powers(point, side).map((power) => power / scale);
  });
  return [...finite, powers(0, side).reverse()];
}

/** [6, outputs]: the transposed output transform, which also takes gradients of outputs to the points. */
export function gradientTransform(outputs: number): Matrix {
  return [...POINTS.map((point) => powers(point, outputs)), powers(0, outputs).reverse()];
}

export function transposed(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));
}

function powers(point: number, count: number): number[] {
  return Array.from({ length: count }, (_, exponent) => point ** exponent);
}
