import { GrowingArray } from './growing-array.js';
import { structureFigures, type StructureFigures } from './structure-figures.js';
import { structureOfText } from './structure.js';
import { countTraits, TRAIT_COUNT } from './traits.js';

/** What networks of a block cost, on average over its evaluations. */
export interface NetworkFigures {
  readonly flops: number;
  readonly parameters: number;
  readonly activationBytes: number;
}

/** A block to be analysed. */
export interface AnalysedBlock {
  /** In canonical form, as NSC text. */
  readonly nsc: string;
  /** By what the best are chosen; finite. */
  readonly merit: number;
  readonly figures: NetworkFigures;
}

export const FIGURE_NAMES = [
  'layers',
  'depth',
  'width',
  'branches',
  'shortcuts',
  'outputs',
  'convolutions',
  'density',
  'flops',
  'parameters',
  'activationBytes',
] as const satisfies readonly (keyof (StructureFigures & NetworkFigures))[];
export type FigureName = (typeof FIGURE_NAMES)[number];

/**
 * Any number of blocks, in the order in which they were added, as columns of numbers: 88 bytes for a block's
 * figures and 3 for each trait that it has, of which there are some dozens.
 */
export class BlockTable {
  readonly merits = new GrowingArray(Float64Array);
  readonly #figures = new Map(FIGURE_NAMES.map((name) => [name, new GrowingArray(Float64Array)]));
  readonly #traits = new GrowingArray(Uint16Array);
  readonly #traitCounts = new GrowingArray(Uint8Array);
  /** By block: where its traits end. */
  readonly #ends = new GrowingArray(Float64Array);
  readonly #scratch = new Uint8Array(TRAIT_COUNT);

  get size(): number {
    return this.merits.length;
  }

  add({ nsc, merit, figures }: AnalysedBlock): void {
    const structure = structureOfText(nsc);
    const all = Object.assign(structureFigures(structure), figures);
    for (const [name, column] of this.#figures) column.push(all[name]);
    this.merits.push(merit);
    for (const trait of countTraits(structure, this.#scratch)) {
      this.#traits.push(trait);
      this.#traitCounts.push(this.#scratch[trait] as number);
      this.#scratch[trait] = 0;
    }
    this.#ends.push(this.#traits.length);
  }

  /** A figure of every block. */
  figure(name: FigureName): Float64Array {
    return this.#figures.get(name)?.values ?? new Float64Array();
  }

  /** Calls back for every trait of every block, with how many the block has, at least 1. */
  forEachTrait(visit: (block: number, trait: number, count: number) => void): void {
    const traits = this.#traits.values;
    const counts = this.#traitCounts.values;
    let place = 0;
    for (const [block, end] of this.#ends.values.entries()) {
      for (; place < end; place += 1) visit(block, traits[place] ?? 0, counts[place] ?? 0);
    }
  }
}
