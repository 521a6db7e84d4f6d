import { LAYER_BYTES, NO_PREDECESSOR } from './compact-layers.js';
import { enlarged } from './enlarged.js';
import { MAX_LAYERS } from '../layer-index.js';
import { KINDS, NEIGHBOUR_KINDS, type Star } from './star.js';

/** Each count of readers is below: a layer is read at most twice by each of 22 others. */
const BASE = 2 * MAX_LAYERS + 1;
/** The same readers make the same sum, and no others: 47⁹ is below 2⁵³. */
const WEIGHTS = Array.from({ length: NEIGHBOUR_KINDS }, (_, kind) => BASE ** kind);
/** One operand or two, in either order. */
const OPERANDS = NEIGHBOUR_KINDS + (NEIGHBOUR_KINDS * (NEIGHBOUR_KINDS + 1)) / 2;
/** A kind with its operands is numbered below. */
export const HEADS = KINDS * OPERANDS;

/**
 * The different stars of many blocks, numbered as they come; of a million blocks there are some hundred thousand, of
 * 30 bytes and an entry of a map each.
 */
export class StarVocabulary {
  readonly #stars = new Map<number, number>();
  readonly #readers = new Map<number, number>();
  #heads = new Uint16Array(1024);
  #readersOf = new Uint32Array(1024);
  #fromNone = new Uint8Array(1024);
  readonly #readerSums: number[] = [];
  readonly #counts = new Uint8Array(NEIGHBOUR_KINDS);
  readonly #sums = new Float64Array(MAX_LAYERS + 1);

  /** How many there are. */
  get size(): number {
    return this.#stars.size;
  }

  /** How many different readers they have. */
  get readers(): number {
    return this.#readerSums.length;
  }

  /** Twice its difference from none: its layer, its operands and its readers. */
  differenceFromNone(star: number): number {
    return this.#fromNone[star] as number;
  }

  /** Of a star: its kind and operands, below {@link HEADS}. */
  headOf(star: number): number {
    return this.#heads[star] as number;
  }

  /** Of a star: the number of its readers. */
  readersOf(star: number): number {
    return this.#readersOf[star] as number;
  }

  /** By number, in {@link NEIGHBOUR_KINDS} counts. */
  readerCounts(readers: number, target: Uint8Array): void {
    let sum = this.#readerSums[readers] as number;
    for (let kind = 0; kind < NEIGHBOUR_KINDS; kind++) {
      target[kind] = sum % BASE;
      sum = Math.floor(sum / BASE);
    }
  }

  /** The stars of a block in compact form, in the order of its layers. */
  read(compact: Uint8Array, layers: number, target: Uint32Array): void {
    const sums = this.#sums;
    sums.fill(0);
    // By index; what the block's input is read by is nobody's.
    for (let index = 1; index <= layers; index++) {
      const offset = (index - 1) * LAYER_BYTES;
      const weight = WEIGHTS[compact[offset] as number] as number;
      const [one, two] = [compact[offset + 1] as number, compact[offset + 2] as number];
      sums[one] = (sums[one] as number) + weight;
      if (two !== NO_PREDECESSOR) sums[two] = (sums[two] as number) + weight;
    }
    for (let index = 1; index <= layers; index++) {
      const readers = sums[index] as number;
      const head = headOf(compact, (index - 1) * LAYER_BYTES);
      target[index - 1] = this.#numberOf(head, readers === 0 ? (WEIGHTS[KINDS] as number) : readers);
    }
  }

  #numberOf(head: number, readerSum: number): number {
    let readers = this.#readers.get(readerSum);
    if (readers === undefined) {
      readers = this.#readerSums.push(readerSum) - 1;
      this.#readers.set(readerSum, readers);
    }
    const key = readers * HEADS + head;
    let star = this.#stars.get(key);
    if (star === undefined) {
      star = this.#stars.size;
      this.#stars.set(key, star);
      this.#grow(star);
      this.#heads[star] = head;
      this.#readersOf[star] = readers;
      this.readerCounts(readers, this.#counts);
      const operands = head % OPERANDS < NEIGHBOUR_KINDS ? 1 : 2;
      this.#fromNone[star] = 2 + operands + this.#counts.reduce((sum, count) => sum + count, 0);
    }
    return star;
  }

  #grow(star: number): void {
    if (star < this.#heads.length) return;
    this.#heads = enlarged(this.#heads, 2 * star);
    this.#readersOf = enlarged(this.#readersOf, 2 * star);
    this.#fromNone = enlarged(this.#fromNone, 2 * star);
  }
}

function headOf(compact: Uint8Array, offset: number): number {
  const one = operandKind(compact, compact[offset + 1] as number);
  let operands = one;
  if (compact[offset + 2] !== NO_PREDECESSOR) {
    const two = operandKind(compact, compact[offset + 2] as number);
    const more = one > two ? one : two;
    operands = NEIGHBOUR_KINDS + (more * (more + 1)) / 2 + one + two - more;
  }
  return (compact[offset] as number) * OPERANDS + operands;
}

function operandKind(compact: Uint8Array, predecessor: number): number {
  return predecessor === 0 ? KINDS : (compact[(predecessor - 1) * LAYER_BYTES] as number);
}

/** The kinds that each number of operands stands for. */
const OPERAND_KINDS: readonly (readonly number[])[] = [
  ...Array.from({ length: NEIGHBOUR_KINDS }, (_, one) => [one]),
  ...Array.from({ length: NEIGHBOUR_KINDS }, (_, more) =>
    Array.from({ length: more + 1 }, (_unused, less) => [less, more]),
  ).flat(),
];

/** By number: a star's kind and operands, its readers left open. */
export const STAR_HEADS: readonly Pick<Star, 'kind' | 'operands'>[] = Array.from(
  { length: HEADS },
  (_, head) => {
    const operands = new Uint8Array(NEIGHBOUR_KINDS);
    for (const kind of OPERAND_KINDS[head % OPERANDS] ?? []) operands[kind] = (operands[kind] ?? 0) + 1;
    return { kind: Math.floor(head / OPERANDS), operands };
  },
);
