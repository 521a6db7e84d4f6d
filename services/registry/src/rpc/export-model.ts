import {
  blockName,
  blockToProto,
  figuresToProto,
  stackToProto,
  trainingName,
  trialName,
  type ModelHeaderInput,
  type RegistryMethods,
} from '@blockqnn/api';
import type { ModelFormat } from '@blockqnn/export';
import { blockId, parseBlock, referenceOf, type Block } from '@blockqnn/nsc';
import {
  failedPrecondition,
  invalidArgument,
  notFound,
  unavailable,
  type ServerStreamHandler,
} from '@blockqnn/rpc';
import type { ModelExports } from '../exports/model-exports.js';
import type { Place, SpooledModel } from '../exports/spooled-model.js';
import type { ModelPlan, PlanningSources } from '../models/model-plan.js';
import { planOfBlock } from '../models/plan-of-block.js';
import { planOfTraining } from '../models/plan-of-training.js';
import {
  bestEvaluation,
  evaluationByTrial,
  messageOf,
  trainedEvaluations,
  type EvaluationRow,
} from '../store/evaluations.js';
import type { Database } from '../store/tables.js';
import { findTraining, trainingMessageOf } from '../store/trainings.js';
import { readExportRequest, type ExportRequest } from './export-request.js';
import { blockNotFound } from './get-block.js';
import { trainingNotFound } from './get-training.js';

const CHUNK_BYTES = 2 ** 20;
const RETRY_WHEN_REMOVED_MS = 1000;

const PROTO_FORMATS = {
  tfjs: 'MODEL_FORMAT_TFJS',
  keras: 'MODEL_FORMAT_KERAS',
  onnx: 'MODEL_FORMAT_ONNX',
  pytorch: 'MODEL_FORMAT_PYTORCH',
  savedmodel: 'MODEL_FORMAT_SAVED_MODEL',
} as const satisfies Record<ModelFormat, ModelHeaderInput['format']>;

type Export = RegistryMethods['exportModel'];
type Sources = Pick<PlanningSources, 'weights' | 'maxWeightsBytes'>;

export function exportModel(
  db: Database,
  exports: ModelExports,
  sources: Sources,
): ServerStreamHandler<Export> {
  return async function* (request, { logger, signal }) {
    const asked = readExportRequest(request);
    const planning = { ...sources, logger, signal };
    const plan = await (asked.training === undefined
      ? planByBlock(asked, db, planning)
      : planByTraining(asked, asked.training, db, planning));
    using used = await exports.use(plan, asked, signal);
    const { model } = used;
    if (asked.resume) checkResume(asked.resume, model);
    yield { header: headerOf(plan, asked.format, model) };
    for await (const chunk of chunksOf(model, asked.resume)) yield { chunk };
  };
}

async function planByBlock(asked: ExportRequest, db: Database, sources: PlanningSources): Promise<ModelPlan> {
  const { nsc, trial, stack, weights, seed } = asked;
  const id = nsc ? blockId(nsc) : (asked.block ?? '');
  const best = await bestEvaluation(db, id);
  const block = nsc ?? referenceOf(id)?.block ?? (best && blockOf(best));
  if (!block) throw blockNotFound(id);
  if (!trial) {
    return planOfBlock({ block, best, trained: trainedEvaluations(db, id), stack, weights, seed }, sources);
  }
  const named = await evaluationByTrial(db, id, trial);
  if (!named) {
    throw notFound(`no evaluation of ${blockName(id)} by ${trialName(trial.searchId, trial.number)} is kept`);
  }
  // Who names a trial wants what that trained, or at least its stack.
  const wanted = weights === 'initialised' ? 'initialised' : 'trained';
  return planOfBlock({ block, best: named, trained: [named], stack, weights: wanted, seed }, sources);
}

function blockOf(evaluation: EvaluationRow): Block {
  return parseBlock(messageOf(evaluation).block?.nsc ?? '');
}

async function planByTraining(
  { block, stack }: ExportRequest,
  id: string,
  db: Database,
  sources: PlanningSources,
): Promise<ModelPlan> {
  const row = await findTraining(db, id);
  if (!row) throw trainingNotFound(id);
  if (block !== undefined && block !== row.block) {
    const description = `${trainingName(id)} trained ${blockName(row.block)}; leave the block out`;
    throw invalidArgument([{ field: 'block', description }]);
  }
  return planOfTraining(trainingMessageOf(row), stack, sources);
}

/** Whether a stream can go on there. */
function checkResume(
  { etag, file, offset }: NonNullable<ExportRequest['resume']>,
  model: SpooledModel,
): void {
  if (etag !== model.etag) {
    throw failedPrecondition(
      'MODEL_CHANGED',
      `the model is another one by now, with etag ${model.etag}; fetch it from the beginning`,
    );
  }
  const found = model.files.find(({ name }) => name === file);
  if (!found) {
    throw invalidArgument([{ field: 'resume.file', description: 'must name a file of the model' }]);
  }
  if (offset > found.sizeBytes) {
    const description = `must be 0 to ${found.sizeBytes}, the length of ${file}`;
    throw invalidArgument([{ field: 'resume.offset', description }]);
  }
}

/** Bytes of a model; what was removed meanwhile can be asked for again, and is written again then. */
async function* chunksOf(model: SpooledModel, from: Place | undefined) {
  try {
    yield* model.chunks(CHUNK_BYTES, from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw unavailable(
      'EXPORT_REMOVED',
      'the files of the model were removed meanwhile',
      RETRY_WHEN_REMOVED_MS,
    );
  }
}

function headerOf(plan: ModelPlan, format: ModelFormat, { files, etag }: SpooledModel): ModelHeaderInput {
  const { block, stack, graph, origin } = plan;
  const trained = origin.state === 'trained' ? origin : undefined;
  return {
    files: [...files],
    etag,
    format: PROTO_FORMATS[format],
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
