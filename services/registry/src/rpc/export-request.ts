import { stackFromProto, type RegistryMethods } from '@blockqnn/api';
import type { ModelFormat } from '@blockqnn/export';
import { stackSchema } from '@blockqnn/network';
import { NscError, parseBlock } from '@blockqnn/nsc';
import { validate } from '@blockqnn/rpc';
import parseSpdx from 'spdx-expression-parse';
import { z } from 'zod';
import {
  optionalBlockNameField,
  optionalTrainingNameField,
  optionalTrialNameField,
} from './resource-name-fields.js';

const MAX_SEED = 2 ** 32 - 1;
const MAX_LICENCE_LENGTH = 100;
const MAX_FILE_NAME_LENGTH = 200;

const FORMATS = {
  MODEL_FORMAT_UNSPECIFIED: 'tfjs',
  MODEL_FORMAT_TFJS: 'tfjs',
  MODEL_FORMAT_KERAS: 'keras',
  MODEL_FORMAT_ONNX: 'onnx',
  MODEL_FORMAT_PYTORCH: 'pytorch',
  MODEL_FORMAT_SAVED_MODEL: 'savedmodel',
} as const satisfies Record<string, ModelFormat>;

const WEIGHTS = {
  WEIGHTS_STATE_UNSPECIFIED: 'trainedWhereAny',
  WEIGHTS_STATE_INITIALISED: 'initialised',
  WEIGHTS_STATE_TRAINED: 'trained',
} as const;

const resumeSchema = z.object({
  etag: z.string().regex(/^[0-9a-f]{64}$/, 'must be the etag of a header, 64 lower-case hexadecimal digits'),
  file: z
    .string()
    .min(1, 'must name a file of the model')
    .max(MAX_FILE_NAME_LENGTH, `must have at most ${MAX_FILE_NAME_LENGTH} characters`),
  offset: z.int().min(0, 'must be 0 to the length of the file'),
});

const requestSchema = z
  .object({
    block: optionalBlockNameField,
    training: optionalTrainingNameField,
    nsc: z.string().transform(readNsc),
    stack: z
      .unknown()
      .transform((stack) =>
        stack ? stackFromProto(stack as Parameters<typeof stackFromProto>[0]) : undefined,
      )
      .pipe(stackSchema.optional()),
    format: oneOf(FORMATS),
    weights: oneOf(WEIGHTS),
    trial: optionalTrialNameField,
    seed: z.int().min(0, `must be 0 to ${MAX_SEED}`).max(MAX_SEED, `must be 0 to ${MAX_SEED}`),
    licence: z
      .string()
      .max(MAX_LICENCE_LENGTH, `must have at most ${MAX_LICENCE_LENGTH} characters`)
      .refine(
        (text) => text === '' || isSpdx(text),
        'must be an SPDX licence expression, for instance "Apache-2.0" or "MIT OR Apache-2.0"',
      )
      .transform((text) => (text === '' ? undefined : text)),
    resume: resumeSchema.nullish().transform((resume) => resume ?? undefined),
  })
  .superRefine(({ block, training, nsc, trial, weights }, context) => {
    const violate = (field: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    if (nsc && block !== undefined) violate('nsc', 'must be empty where block is set');
    if (nsc && training !== undefined) violate('nsc', 'must be empty where training is set');
    if (!nsc && block === undefined && training === undefined) {
      violate('block', 'must be "blocks/{block}", or nsc or training be set');
    }
    if (training === undefined) return;
    if (trial) violate('trial', 'must be empty where training is set: each has weights of its own');
    if (weights === 'initialised') {
      violate('weights', 'must be WEIGHTS_STATE_TRAINED or unspecified where training is set');
    }
  });

/** What is to be exported, checked. Just one of nsc, block and training says of what, but for a training's block. */
export type ExportRequest = z.infer<typeof requestSchema>;

/** Throws INVALID_ARGUMENT with every violation. */
export function readExportRequest(request: RegistryMethods['exportModel']['request']): ExportRequest {
  return validate(requestSchema, request);
}

function oneOf<Values extends Readonly<Record<string, string>>>(values: Values) {
  const names = Object.keys(values) as (keyof Values & string)[];
  return z
    .enum(names, `must be one of ${names.join(', ')}`)
    .transform((name): Values[keyof Values] => values[name] as Values[keyof Values]);
}

function readNsc(text: string, context: z.RefinementCtx) {
  if (text === '') return undefined;
  try {
    return parseBlock(text);
  } catch (error) {
    if (!(error instanceof NscError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}

function isSpdx(text: string): boolean {
  try {
    parseSpdx(text);
    return true;
  } catch {
    return false;
  }
}
