import { assign, load, loadRepeated } from './instructions.js';
import { advance, kernel } from './kernel.js';
import { PANEL_BYTES, ProductTile, TILE_ROWS } from './product-tile.js';

/**
 * C = A·B for several pairs of matrices. A and C are row by row, with distances between rows in bytes; B
 * stands in panels of eight columns, each [depth, 8].
 *
 * `rowTiles` counts rows in fours, `panels` columns in eights; `aMatrix`, `bMatrix` and `cMatrix` are the
 * distances between the matrices.
 */
export const multiply = kernel(
  ['products', 'a', 'b', 'c', 'rowTiles', 'depth', 'panels', 'aRow', 'cRow', 'aMatrix', 'bMatrix', 'cMatrix'],
  (p, variables) => {
    const tile = new ProductTile(variables);
    const [column, cell, panel, inPanel, nextRow] = variables.addresses(5);
    const rows = variables.addresses(TILE_ROWS);

    // Not unrolled: several steps at once would need more registers than there are.
    const step = [
      ...tile.addProduct((row) => loadRepeated(rows[row] ?? []), [load(inPanel), load(inPanel, 16)]),
      ...rows.flatMap((row) => advance(row, 4)),
      ...advance(inPanel, PANEL_BYTES),
    ];
    const oneTile = [
      ...rows.flatMap((row) => [...assign(row, nextRow), ...advance(nextRow, p.aRow)]),
      ...assign(inPanel, panel),
      ...tile.clear(),
      ...variables.repeat(p.depth, step),
      ...tile.write(cell, p.cRow),
    ];
    const onePanel = [
      ...assign(nextRow, p.a),
      ...assign(cell, column),
      ...variables.repeat(p.rowTiles, oneTile),
      ...assign(panel, inPanel),
      ...advance(column, PANEL_BYTES),
    ];
    const oneProduct = [
      ...assign(panel, p.b),
      ...assign(column, p.c),
      ...variables.repeat(p.panels, onePanel),
      ...advance(p.a, p.aMatrix),
      ...advance(p.b, p.bMatrix),
      ...advance(p.c, p.cMatrix),
    ];
    return [variables.repeat(p.products, oneProduct)];
  },
);
