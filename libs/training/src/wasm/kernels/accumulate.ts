import { assign, load, loadRepeated } from './instructions.js';
import { advance, kernel } from './kernel.js';
import { PANEL_BYTES, ProductTile, TILE_ROWS } from './product-tile.js';

/**
 * C += Aᵀ·B for several pairs of matrices, all row by row, with distances between rows in bytes.
 *
 * `rowTiles` counts C's rows (A's columns) in fours, `panels` its columns in eights, `depth` the rows of A
 * and B; `aMatrix`, `bMatrix` and `cMatrix` are the distances between the matrices.
 */
export const accumulate = kernel(
  [
    'products',
    'a',
    'b',
    'c',
    'rowTiles',
    'depth',
    'panels',
    'aRow',
    'bRow',
    'cRow',
    'aMatrix',
    'bMatrix',
    'cMatrix',
  ],
  (p, variables) => {
    const tile = new ProductTile(variables);
    const [bColumn, cColumn, aColumn, inA, inB, cell, written] = variables.addresses(7);

    const step = [
      ...tile.addProduct((row) => loadRepeated(inA, 4 * row), [load(inB), load(inB, 16)]),
      ...advance(inA, p.aRow),
      ...advance(inB, p.bRow),
    ];
    const oneTile = [
      ...assign(inA, aColumn),
      ...assign(inB, bColumn),
      ...assign(written, cell),
      ...tile.read(cell, p.cRow),
      ...variables.repeat(p.depth, step),
      ...tile.write(written, p.cRow),
      ...advance(aColumn, 4 * TILE_ROWS),
    ];
    const onePanel = [
      ...assign(aColumn, p.a),
      ...assign(cell, cColumn),
      ...variables.repeat(p.rowTiles, oneTile),
      ...advance(bColumn, PANEL_BYTES),
      ...advance(cColumn, PANEL_BYTES),
    ];
    const oneProduct = [
      ...assign(bColumn, p.b),
      ...assign(cColumn, p.c),
      ...variables.repeat(p.panels, onePanel),
      ...advance(p.a, p.aMatrix),
      ...advance(p.b, p.bMatrix),
      ...advance(p.c, p.cMatrix),
    ];
    return [variables.repeat(p.products, oneProduct)];
  },
);
