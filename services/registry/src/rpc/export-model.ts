import { createHash } from 'node:crypto';
import {
  blockName,
  blockToProto,
  figuresToProto,
  stackFromProto,
  stackToProto,
  type ModelHeaderInput,
  type RegistryMethods,
} from '@blockqnn/api';
import { exportTfjs, modelBytes } from '@blockqnn/export';
import { stackSchema } from '@blockqnn/network';
import { invalidArgument, notFound, validate, type ServerStreamHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { buildModel, type Model, type ModelSources } from '../models/build-model.js';
import { modelOfTraining } from '../models/model-of-training.js';
import { evaluationsOfBlock } from '../store/evaluations.js';
import type { Database } from '../store/tables.js';
import { findTraining, trainingMessageOf } from '../store/trainings.js';
import { blockNotFound } from './get-block.js';
import { trainingNotFound } from './get-training.js';
import {
  blockNameField,
  optionalBlockNameField,
  trainingNameField,
  optionalTrialNameField,
} from './resource-name-fields.js';

const CHUNK_BYTES = 2 ** 20;
const MAX_SEED = 2 ** 32 - 1;

const WEIGHTS = {
  WEIGHTS_STATE_UNSPECIFIED: 'trainedWhereAny',
  WEIGHTS_STATE_INITIALISED: 'initialised',
  WEIGHTS_STATE_TRAINED: 'trained',
} as const;

const requestSchema = z.object({
  stack: z
    .unknown()
    .transform((stack) => (stack ? stackFromProto(stack as Parameters<typeof stackFromProto>[0]) : undefined))
    .pipe(stackSchema.optional()),
  format: z.enum(
    ['MODEL_FORMAT_UNSPECIFIED', 'MODEL_FORMAT_TFJS'],
    'must be MODEL_FORMAT_TFJS or unspecified',
  ),
  weights: z
    .enum(
      Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[],
      `must be one of ${Object.keys(WEIGHTS).join(', ')}`,
    )
    .transform((state) => WEIGHTS[state]),
  trial: optionalTrialNameField,
  seed: z.int().min(0, `must be 0 to ${MAX_SEED}`).max(MAX_SEED, `must be 0 to ${MAX_SEED}`),
});
const ofBlockSchema = requestSchema.extend({ block: blockNameField });
const ofTrainingSchema = requestSchema.extend({
  block: optionalBlockNameField,
  training: trainingNameField,
  trial: z.literal('', 'must be empty where training is set: each has weights of its own'),
  weights: z.enum(
    ['WEIGHTS_STATE_UNSPECIFIED', 'WEIGHTS_STATE_TRAINED'],
    'must be WEIGHTS_STATE_TRAINED or unspecified where training is set',
  ),
});

type Export = RegistryMethods['exportModel'];
type Sources = Omit<ModelSources, 'logger'>;

export function exportModel(db: Database, sources: Sources): ServerStreamHandler<Export> {
  return async function* (request, { logger }) {
    using model = await (request.training === ''
      ? modelOfBlock(request, db, { ...sources, logger })
      : modelByTraining(request, db, sources));
    const files = await wholeFiles({
      graph: model.graph,
      weights: model.weights,
      metadata: { block: model.block, stack: model.stack, weights: model.origin },
    });
    yield { header: headerOf(model, files) };
    for (const file of files) yield* chunksOf(file);
  };
}

async function modelOfBlock(request: Export['request'], db: Database, sources: ModelSources): Promise<Model> {
  const { block: id, trial, stack, weights, seed } = validate(ofBlockSchema, request);
  const all = await evaluationsOfBlock(db, id);
  if (all.length === 0) throw blockNotFound(id);
  const evaluations = trial
    ? all.filter((row) => row.search === trial.searchId && row.trial === trial.number)
    : all;
  if (evaluations.length === 0)
    throw notFound(`no evaluation of ${request.block} by ${request.trial} is kept`);
  return buildModel({ evaluations, stack, weights, seed }, sources);
}

async function modelByTraining(request: Export['request'], db: Database, sources: Sources): Promise<Model> {
  const { block, stack, training: id } = validate(ofTrainingSchema, request);
  const row = await findTraining(db, id);
  if (!row) throw trainingNotFound(id);
  if (block !== undefined && block !== row.block) {
    const description = `${request.training} trained ${blockName(row.block)}; leave the block out`;
    throw invalidArgument([{ field: 'block', description }]);
  }
  return modelOfTraining(trainingMessageOf(row), stack, sources);
}

interface WholeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function wholeFiles(model: Parameters<typeof exportTfjs>[0]): Promise<readonly WholeFile[]> {
  const files = await exportTfjs(model);
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: await modelBytes(file) })));
}

function headerOf({ block, stack, graph, origin }: Model, files: readonly WholeFile[]): ModelHeaderInput {
  const trained = origin.state === 'trained' ? origin : undefined;
  return {
    files: files.map(({ name, bytes }) => ({
      name,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
    format: 'MODEL_FORMAT_TFJS',
    block: blockToProto(block),
    stack: stackToProto(stack),
    figures: figuresToProto(graph.figures),
    weights: trained ? 'WEIGHTS_STATE_TRAINED' : 'WEIGHTS_STATE_INITIALISED',
    trial: trained?.trial ?? '',
    accuracy: trained?.accuracy ?? 0,
    training: trained?.training ?? '',
    testAccuracy: trained?.testAccuracy ?? 0,
  };
}

function* chunksOf({ name, bytes }: WholeFile): Generator<Export['responseInput']> {
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    yield { chunk: { name, offset, data: bytes.subarray(offset, offset + CHUNK_BYTES) } };
  }
}
