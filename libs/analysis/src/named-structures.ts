/** Structures that have a name among people who build networks, each with what counts as one. */
import { LAYER_TYPE_CODES } from '@blockqnn/nsc';
import { sizeOf, type Structure } from './structure.js';

export interface NamedStructure {
  readonly name: string;
  /** In a few words. */
  readonly description: string;
  /** How many a block has. */
  readonly count: (structure: Structure) => number;
}

const {
  convolution: CONVOLUTION,
  maxPooling: MAX,
  averagePooling: AVERAGE,
  add: ADD,
  concat: CONCAT,
} = LAYER_TYPE_CODES;

export const NAMED_STRUCTURES: readonly NamedStructure[] = [
  {
    name: 'branching',
    description: 'a value, be it the input, that several layers read',
    count: ({ readers }) => countWhere(readers, (set) => sizeOf(set) > 1),
  },
  {
    name: 'short-cut',
    description: 'an add or concat of a value with one computed from it',
    count: countShortcuts,
  },
  {
    name: 'short-cut add',
    description: 'an add of a value with one computed from it, as in ResNet',
    count: (structure) => countLayers(structure, (index) => isShortcut(structure, index, ADD)),
  },
  {
    name: 'short-cut concat',
    description: 'a concat of a value with one computed from it, as in DenseNet',
    count: (structure) => countLayers(structure, (index) => isShortcut(structure, index, CONCAT)),
  },
  {
    name: 'add of branches',
    description: 'an add of two values of which neither is computed from the other',
    count: (structure) => countLayers(structure, (index) => joinsBranches(structure, index, ADD)),
  },
  {
    name: 'concat of branches',
    description: 'a concat of two values of which neither is computed from the other, as in Inception',
    count: (structure) => countLayers(structure, (index) => joinsBranches(structure, index, CONCAT)),
  },
  {
    name: 'add of convolutions',
    description: 'an add whose operands are two convolutions',
    count: (structure) =>
      countLayers(
        structure,
        (index) =>
          structure.types[index] === ADD &&
          new Set(structure.operands[index]).size === 2 &&
          (structure.operands[index] ?? []).every((operand) => structure.types[operand] === CONVOLUTION),
      ),
  },
  {
    name: 'add between convolutions',
    description: 'an add that reads a convolution and that a convolution reads',
    count: (structure) =>
      countLayers(
        structure,
        (index) =>
          structure.types[index] === ADD &&
          reads(structure, index, CONVOLUTION) &&
          isReadBy(structure, index, CONVOLUTION),
      ),
  },
  {
    name: 'convolution chain',
    description: 'a convolution right behind a convolution',
    count: (structure) =>
      countLayers(
        structure,
        (index) => structure.types[index] === CONVOLUTION && reads(structure, index, CONVOLUTION),
      ),
  },
  {
    name: 'pooling behind convolution',
    description: 'a max or average pooling right behind a convolution',
    count: (structure) =>
      countLayers(
        structure,
        (index) => isPooling(structure.types[index]) && reads(structure, index, CONVOLUTION),
      ),
  },
  {
    name: 'convolution behind pooling',
    description: 'a convolution right behind a max or average pooling',
    count: (structure) =>
      countLayers(
        structure,
        (index) =>
          structure.types[index] === CONVOLUTION &&
          (structure.operands[index] ?? []).some((operand) => isPooling(structure.types[operand])),
      ),
  },
  {
    name: 'parallel kernels',
    description: 'a value that convolutions of different kernels read, as in Inception',
    count: (structure) => countWhere(structure.readers, (set) => convolutionKernels(structure, set) > 1),
  },
  {
    name: 'several outputs',
    description: 'more than one layer that no layer reads',
    count: ({ outputs }) => (outputs.length > 1 ? 1 : 0),
  },
];

/** Adds and concats that read, beside a value, one that it is computed from. */
export function countShortcuts(structure: Structure): number {
  return countLayers(
    structure,
    (index) => isShortcut(structure, index, ADD) || isShortcut(structure, index, CONCAT),
  );
}

function isShortcut(structure: Structure, index: number, type: number): boolean {
  return structure.types[index] === type && oneIsComputedFromTheOther(structure, index);
}

function joinsBranches(structure: Structure, index: number, type: number): boolean {
  const [one, other] = structure.operands[index] ?? [];
  return structure.types[index] === type && one !== other && !oneIsComputedFromTheOther(structure, index);
}

function oneIsComputedFromTheOther({ operands, ancestors }: Structure, index: number): boolean {
  const [one = 0, other = 0] = operands[index] ?? [];
  return (((ancestors[one] ?? 0) >> other) & 1) === 1 || (((ancestors[other] ?? 0) >> one) & 1) === 1;
}

function reads({ operands, types }: Structure, index: number, type: number): boolean {
  return (operands[index] ?? []).some((operand) => types[operand] === type);
}

function isReadBy({ readers, types }: Structure, index: number, type: number): boolean {
  return membersOf(readers[index] ?? 0).some((reader) => types[reader] === type);
}

function isPooling(type: number | undefined): boolean {
  return type === MAX || type === AVERAGE;
}

/** How many different kernels the convolutions of a set have. */
function convolutionKernels({ types, kernels }: Structure, set: number): number {
  // Bit k: one of kernel k.
  let found = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) {
    const index = 31 - Math.clz32(rest & -rest);
    if (types[index] === CONVOLUTION) found |= 1 << (kernels[index] ?? 0);
  }
  return sizeOf(found);
}

function membersOf(set: number): number[] {
  const members: number[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) members.push(31 - Math.clz32(rest & -rest));
  return members;
}

function countLayers({ layers }: Structure, counts: (index: number) => boolean): number {
  let count = 0;
  for (let index = 1; index <= layers; index += 1) if (counts(index)) count += 1;
  return count;
}

function countWhere(sets: readonly number[], counts: (set: number) => boolean): number {
  let count = 0;
  for (const set of sets) if (counts(set)) count += 1;
  return count;
}
