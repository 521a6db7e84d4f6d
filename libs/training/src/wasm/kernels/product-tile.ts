import { assign, type Code, load, type Local, type Operand, store, vector } from './instructions.js';
import { advance, type KernelVariables } from './kernel.js';

/** Rows of a product that are computed at once; with eight columns they fill the vector registers. */
export const TILE_ROWS = 4;
/** Columns of a product that are computed at once: two vectors. */
export const PANEL_COLUMNS = 8;
export const PANEL_BYTES = 4 * PANEL_COLUMNS;

/** Four rows by eight columns of a product, in registers while they are summed up. */
export class ProductTile {
  readonly #rows: readonly (readonly [Local, Local])[];
  readonly #left: Local;
  readonly #right: Local;
  readonly #factor: Local;

  constructor(variables: KernelVariables) {
    this.#rows = Array.from({ length: TILE_ROWS }, () => variables.vectors(2));
    [this.#left, this.#right, this.#factor] = variables.vectors(3);
  }

  clear(): Code {
    return this.#rows.flat().flatMap((sum) => assign(sum, vector.constant(0)));
  }

  /** @param at - address of the tile's first value; moves on to the row after the tile */
  read(at: Local, rowBytes: Operand): Code {
    return this.#rows.flatMap(([left, right]) => [
      ...assign(left, load(at)),
      ...assign(right, load(at, 16)),
      ...advance(at, rowBytes),
    ]);
  }

  /** @param at - as in {@link read} */
  write(at: Local, rowBytes: Operand): Code {
    return this.#rows.flatMap(([left, right]) => [
      ...store(at, left),
      ...store(at, right, 16),
      ...advance(at, rowBytes),
    ]);
  }

  /** Adds one column of A, a factor for each row, times one row of B. */
  addProduct(factorOf: (row: number) => Code, eightOfB: readonly [Code, Code]): Code {
    return [
      ...assign(this.#left, eightOfB[0]),
      ...assign(this.#right, eightOfB[1]),
      ...this.#rows.flatMap(([left, right], row) => [
        ...assign(this.#factor, factorOf(row)),
        ...assign(left, vector.add(left, vector.multiply(this.#factor, this.#left))),
        ...assign(right, vector.add(right, vector.multiply(this.#factor, this.#right))),
      ]),
    ];
  }
}
