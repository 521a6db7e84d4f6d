/**
 * Everything that a block may have or not have, as numbers below {@link TRAIT_COUNT}: layers by type,
 * layers by type and kernel, named structures, links by the types at their ends, and pairs of links in a
 * row. Links and pairs are enumerated and not chosen, so that motifs show that nobody thought of.
 */
import { LAYER_TYPES, LAYER_TYPE_CODES, LAYER_TYPE_WORDS, legalKernels } from '@blockqnn/nsc';
import { INPUT_CODE, NODE_WORDS, OUTPUT_CODE } from './layer-word.js';
import { NAMED_STRUCTURES } from './named-structures.js';
import type { Structure } from './structure.js';

export const TRAIT_KINDS = ['layer', 'kernel', 'structure', 'edge', 'path'] as const;
export type TraitKind = (typeof TRAIT_KINDS)[number];

export interface Trait {
  readonly kind: TraitKind;
  /** In the words of the NSC text: `conv`, `conv3`, `short-cut`, `conv > add`, `conv > add > conv`. */
  readonly name: string;
  /** In a few words. */
  readonly description: string;
}

/** Node codes, and kernels in pixels, are below this. */
const BASE = 8;
const KERNELS = BASE;
const STRUCTURES = KERNELS + BASE ** 2;
const EDGES = STRUCTURES + NAMED_STRUCTURES.length;
const PATHS = EDGES + BASE ** 2;

/** Traits have numbers below. */
export const TRAIT_COUNT = PATHS + BASE ** 3;

/**
 * Counts the traits of a block; `counts` has {@link TRAIT_COUNT} zeros.
 *
 * @returns the numbers of those that the block has
 */
export function countTraits(structure: Structure, counts: Uint8Array): readonly number[] {
  const found: number[] = [];
  const { layers, types, kernels, operands, outputs } = structure;
  const count = (trait: number) => {
    const known = counts[trait] as number;
    if (known === 0) found.push(trait);
    counts[trait] = known + 1;
  };
  for (let index = 1; index <= layers; index += 1) {
    const type = types[index] ?? 0;
    const kernel = kernels[index] ?? 0;
    count(type);
    if (kernel > 0) count(KERNELS + type * BASE + kernel);
    for (const operand of operands[index] ?? []) countLink(operand, type);
  }
  for (const output of outputs) countLink(output, OUTPUT_CODE);
  for (const [index, named] of NAMED_STRUCTURES.entries()) {
    const many = named.count(structure);
    if (many === 0) continue;
    counts[STRUCTURES + index] = many;
    found.push(STRUCTURES + index);
  }
  return found;

  /** The link itself, and each pair that it makes with a link before. */
  function countLink(from: number, to: number): void {
    const type = types[from] ?? INPUT_CODE;
    count(EDGES + type * BASE + to);
    for (const before of operands[from] ?? []) {
      count(PATHS + ((types[before] ?? INPUT_CODE) * BASE + type) * BASE + to);
    }
  }
}

/** By number; undefined where a number stands for nothing. */
export const TRAITS: readonly (Trait | undefined)[] = describeTraits();

function describeTraits(): (Trait | undefined)[] {
  const traits = new Array<Trait | undefined>(TRAIT_COUNT).fill(undefined);
  for (const type of LAYER_TYPES) {
    const code = LAYER_TYPE_CODES[type];
    const word = LAYER_TYPE_WORDS[type];
    traits[code] = { kind: 'layer', name: word, description: `a layer of type ${word}` };
    for (const kernel of legalKernels(type)) {
      if (kernel === 0) continue;
      const name = `${word}${String(kernel)}`;
      const description = `a layer of type ${word} and kernel ${String(kernel)}×${String(kernel)}`;
      traits[KERNELS + code * BASE + kernel] = { kind: 'kernel', name, description };
    }
  }
  for (const [index, { name, description }] of NAMED_STRUCTURES.entries()) {
    traits[STRUCTURES + index] = { kind: 'structure', name, description };
  }
  for (const [from, first] of NODE_WORDS.entries()) {
    for (const [to, second] of NODE_WORDS.entries()) {
      const edge = `${first} > ${second}`;
      traits[EDGES + from * BASE + to] = {
        kind: 'edge',
        name: edge,
        description: `${second} reads ${first}`,
      };
      for (const [end, third] of NODE_WORDS.entries()) {
        const description = `${third} reads ${second}, which reads ${first}`;
        traits[PATHS + (from * BASE + to) * BASE + end] = {
          kind: 'path',
          name: `${edge} > ${third}`,
          description,
        };
      }
    }
  }
  return traits;
}
