import { createHash } from 'node:crypto';
import type { LayerGraph, Stack } from '@blockqnn/network';
import { type Block, blockId } from '@blockqnn/nsc';
import type { EngineInfo } from './engine.js';
import type { Recipe } from './recipe.js';
import type { TrainingData } from './training-data.js';

/** What a full training is of: equal trainings have one id, wherever and whenever they run. */
export interface TrainingSubject {
  readonly block: Block;
  /** Reference, for instance `cifar10?limit=2000`. */
  readonly dataset: string;
  readonly stack: Stack;
  readonly recipe: Recipe;
  readonly seed: number;
}

/** 32 hexadecimal digits that follow from the subject alone, spellings of one function being one block. */
export function trainingId({ block, ...rest }: TrainingSubject): string {
  return sha256(inOrder({ block: blockId(block), ...rest })).slice(0, 32);
}

/** What must be the same for a training to go on exactly where it was. */
export interface TrainingIdentity {
  /** SHA-256 of the layer graph. */
  readonly graph: string;
  readonly dataset: string;
  /** SHA-256 of the images, or of what stands for them. */
  readonly images: string;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly engine: EngineInfo['name'];
  /** With all that changes its numbers: version of the library, precision, compiler. */
  readonly engineVersion: string;
}

export function identityOf(
  graph: LayerGraph,
  data: TrainingData,
  seed: number,
  engine: Pick<EngineInfo, 'name' | 'version'>,
): TrainingIdentity {
  const { reference, recipe } = data;
  return {
    graph: sha256(inOrder(graph)),
    dataset: reference,
    images: data.fingerprint(),
    recipe,
    seed,
    engine: engine.name,
    engineVersion: engine.version,
  };
}

/** The first field in which two identities differ, with both values; undefined where they are the same. */
export function differenceOf(kept: TrainingIdentity, asked: TrainingIdentity): string | undefined {
  const { recipe: keptRecipe, ...keptRest } = kept;
  const { recipe: askedRecipe, ...askedRest } = asked;
  return (
    differingField(keptRest, askedRest) ??
    differingField(prefixed('recipe', keptRecipe), prefixed('recipe', askedRecipe))
  );
}

function differingField(kept: object, asked: object): string | undefined {
  const others = new Map<string, unknown>(Object.entries(asked));
  for (const [field, value] of Object.entries(kept)) {
    const [was, is] = [inOrder(value), inOrder(others.get(field))];
    if (was !== is) return `${field} was ${was} and is ${is}`;
  }
  return undefined;
}

function prefixed(prefix: string, record: object): object {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [`${prefix}.${field}`, value]));
}

/** JSON with the fields of every object in the order of their names. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
