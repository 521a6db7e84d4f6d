import { assign, type Code, load, type Local, store } from './instructions.js';
import { advance, kernel, type Kernel, type KernelVariables } from './kernel.js';
import { evaluation, interpolation } from './linear-map.js';
import { type Matrix, TILE_SIDE } from './winograd.js';

/**
 * Tiles lie in `planes` × `rows` × `columns`, `planeStep`, `rowStep` and `columnStep` bytes from one to
 * the next. In a tile there are values `down` and `right` of each other by so many bytes. Each value is
 * `groups` vectors of channels.
 *
 * The values of a tile at the points are `pointStep` bytes apart; there tile follows tile.
 */
const PARAMETERS = [
  'tiles',
  'points',
  'planes',
  'rows',
  'columns',
  'groups',
  'planeStep',
  'rowStep',
  'columnStep',
  'down',
  'right',
  'pointStep',
] as const;

type TileTransform = Kernel<(typeof PARAMETERS)[number]>;

/** Takes tiles of n × n values to the points, by a matrix [6, n] down and across. */
export function toPoints(matrix: Matrix): TileTransform {
  const side = matrix[0]?.length ?? 0;
  return kernel(PARAMETERS, (p, variables) => {
    const map = evaluation(matrix, variables);
    const rows = variables.addresses(side);
    const values = variables.vectors(side);
    const half = Array.from({ length: TILE_SIDE }, () => variables.vectors(side));
    const [target] = variables.addresses(1);
    return overTiles(p, variables, (source, points) => [
      ...rows.flatMap((row, index) =>
        index === 0 ? assign(row, source) : [...assign(row, rows[index - 1] ?? row), ...advance(row, p.down)],
      ),
      ...values.flatMap((_, column) => {
        const { code, results } = map(values);
        return [
          ...values.flatMap((value, index) => assign(value, load(rows[index] ?? source))),
          ...rows.flatMap((row) => advance(row, p.right)),
          ...code,
          ...results.flatMap((result, index) => assign(half[index]?.[column] ?? result, result)),
        ];
      }),
      ...assign(target, points),
      ...half.flatMap((row) => {
        const { code, results } = map(row);
        return [
          ...code,
          ...results.flatMap((result) => [...store(target, result), ...advance(target, p.pointStep)]),
        ];
      }),
    ]);
  });
}

/** Takes values at the points to tiles of n × n values, by a matrix [n, 6] down and across. */
export function fromPoints(matrix: Matrix): TileTransform {
  return kernel(PARAMETERS, (p, variables) => {
    const map = interpolation(matrix, variables);
    const values = variables.vectors(TILE_SIDE);
    const half = matrix.map(() => variables.vectors(TILE_SIDE));
    const rows = variables.addresses(TILE_SIDE);
    const [row, cell, rowOfPoints] = variables.addresses(3);
    return overTiles(p, variables, (target, points) => [
      ...assign(rowOfPoints, points),
      ...rows.flatMap((address) => [
        ...assign(address, rowOfPoints),
        ...Array.from({ length: TILE_SIDE }, () => advance(rowOfPoints, p.pointStep)).flat(),
      ]),
      ...values.flatMap((_, column) => {
        const { code, results } = map(values);
        return [
          ...values.flatMap((value, index) => assign(value, load(rows[index] ?? points))),
          ...rows.flatMap((address) => advance(address, p.pointStep)),
          ...code,
          ...results.flatMap((result, index) => assign(half[index]?.[column] ?? result, result)),
        ];
      }),
      ...assign(row, target),
      ...half.flatMap((points6) => {
        const { code, results } = map(points6);
        return [
          ...code,
          ...assign(cell, row),
          ...results.flatMap((result) => [...store(cell, result), ...advance(cell, p.right)]),
          ...advance(row, p.down),
        ];
      }),
    ]);
  });
}

/** Every tile and every group of its channels, one after the other. */
function overTiles(
  p: Readonly<Record<(typeof PARAMETERS)[number], Local>>,
  variables: KernelVariables,
  transform: (tile: Local, points: Local) => Code,
): Code[] {
  const [row, column, tile] = variables.addresses(3);
  const oneGroup = [...transform(tile, p.points), ...advance(tile, 16), ...advance(p.points, 16)];
  const oneTile = [
    ...assign(tile, column),
    ...variables.repeat(p.groups, oneGroup),
    ...advance(column, p.columnStep),
  ];
  const oneRow = [
    ...assign(column, row),
    ...variables.repeat(p.columns, oneTile),
    ...advance(row, p.rowStep),
  ];
  const onePlane = [
    ...assign(row, p.tiles),
    ...variables.repeat(p.rows, oneRow),
    ...advance(p.tiles, p.planeStep),
  ];
  return [variables.repeat(p.planes, onePlane)];
}
