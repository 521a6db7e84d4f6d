import {
  parseArtifactName,
  parseBlockName,
  parseSearchName,
  parseTrainingName,
  parseTrialName,
} from '@blockqnn/api';
import { z } from 'zod';
import type { ListedIn } from '../store/evaluations.js';

/** "blocks/{block}" as the block's id. */
export const blockNameField = field(parseBlockName, '"blocks/{block}", block being 16 hexadecimal digits');

/** "blocks/{block}" as the block's id; undefined for the empty one. */
export const optionalBlockNameField = field(
  (name) => (name === '' ? { block: undefined } : wrap('block', parseBlockName(name))),
  '"blocks/{block}", block being 16 hexadecimal digits',
).transform(({ block }) => block);

/** "trainings/{training}" as the training's id. */
export const trainingNameField = field(
  parseTrainingName,
  '"trainings/{training}", training being 32 hexadecimal digits',
);

/** "trainings/{training}" as the training's id; undefined for the empty one. */
export const optionalTrainingNameField = field(
  (name) => (name === '' ? { training: undefined } : wrap('training', parseTrainingName(name))),
  '"trainings/{training}", training being 32 hexadecimal digits, or empty',
).transform(({ training }) => training);

/** "weights/{sha256}", "checkpoints/{sha256}" or "curves/{sha256}" as kind and SHA-256. */
export const artifactNameField = field(
  parseArtifactName,
  '"weights/{sha256}", "checkpoints/{sha256}" or "curves/{sha256}", sha256 being 64 lower-case hexadecimal digits',
);

/** "blocks/{block}", or empty for all. */
export const trainingsParentField = field(
  (name): { readonly block?: string } | undefined => (name === '' ? {} : wrap('block', parseBlockName(name))),
  '"blocks/{block}", or empty for all',
);

/** "searches/{search}/trials/{trial}"; undefined for the empty one. */
export const optionalTrialNameField = field(
  (name) => (name === '' ? { trial: undefined } : wrap('trial', parseTrialName(name))),
  '"searches/{search}/trials/{trial}", or empty',
).transform(({ trial }) => trial);

/** "blocks/{block}", "searches/{search}", or empty for all. */
export const evaluationsParentField = field(
  (name): ListedIn | undefined =>
    name === '' ? {} : (wrap('block', parseBlockName(name)) ?? wrap('search', parseSearchName(name))),
  '"blocks/{block}", "searches/{search}", or empty for all',
);

function field<Parsed>(parse: (name: string) => Parsed | undefined, form: string) {
  return z.string().transform((name, context): Parsed => {
    const parsed = parse(name);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: `must be ${form}` });
    return z.NEVER;
  });
}

function wrap<Key extends string, Value>(key: Key, value: Value | undefined): Record<Key, Value> | undefined {
  return value === undefined ? undefined : ({ [key]: value } as Record<Key, Value>);
}
