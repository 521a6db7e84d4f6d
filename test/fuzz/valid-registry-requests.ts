import { blockName, blockToProto, stackToProto } from '@blockqnn/api';
import { buildLayerGraph, encodeSafetensors, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createHash } from 'node:crypto';
import { SEED_BLOCK_IDS, SEED_CODES, SEED_SEARCH, SEED_STACK } from './seed-evaluations.js';
import type { Making, Request, RequestMaker } from './request-maker.js';
import { page } from './valid-controller-requests.js';

const PREFIX = '/blockqnn.registry.v1.RegistryService/';
const TRAININGS = 10;

interface WeightsFile {
  readonly nsc: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Weights of every block that the registry knows: few, so that its disk holds few. */
const FILES: readonly WeightsFile[] = SEED_CODES.map((nsc) => {
  const weights = initialiseWeights(buildLayerGraph(parseBlock(nsc), SEED_STACK), 1);
  const bytes = Buffer.from(encodeSafetensors(weights));
  return { nsc, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
});

const MAKERS: Readonly<Record<string, RequestMaker>> = {
  QueryBlocks: (making) => ({ filter: filter(making), order_by: order(making), ...page(making) }),
  GetBlock: (making) => ({ name: block(making) }),
  FindParetoFront: (making) => ({ filter: filter(making), figures: figures(making), ...page(making) }),
  FindNearestBlocks: (making) => ({
    ...(making.random.chance(0.5) ? { name: block(making) } : { nsc: making.random.pick(SEED_CODES) }),
    filter: filter(making),
    count: making.random.below(101),
  }),
  AnalyzeBlocks: (making) => ({
    filter: filter(making),
    top_share: making.random.below(11) / 10,
    merit: making.random.pick(['MERIT_UNSPECIFIED', 'MERIT_REWARD', 'MERIT_ACCURACY']),
    minimum_count: making.random.below(12),
  }),
  CompareStrategies: (making) => ({
    filter: filter(making),
    window: making.random.below(100),
    max_points: making.random.pick([0, 2, 200, 2000]),
  }),
  ListReferenceBlocks: (making) => ({
    filter: filter(making),
    ...(making.random.chance(0.5) && { stack: stackToProto(SEED_STACK) }),
  }),
  ListEvaluations: (making) => ({
    parent: making.random.pick(['', `searches/${SEED_SEARCH}`, block(making)]),
    ...page(making),
  }),
  ExportModel: (making) => ({
    ...(making.random.chance(0.3) ? { training: training(making) } : { block: block(making) }),
    ...(making.random.chance(0.3) && { stack: stackToProto(SEED_STACK) }),
    ...(making.random.chance(0.2) && { weights: 'WEIGHTS_STATE_TRAINED' }),
    ...(making.random.chance(0.1) && {
      trial: `searches/${SEED_SEARCH}/trials/${String(making.random.below(130))}`,
    }),
    seed: making.random.below(5),
  }),
  UploadArtifact: upload,
  QueryUpload: (making) => ({ name: artifact(making) }),
  FetchArtifact: (making) => ({ name: artifact(making), offset: making.random.pick([0, 0, 100]) }),
  ListArtifacts: ({ random, ...making }) => ({
    kind: random.pick(['ARTIFACT_KIND_UNSPECIFIED', 'ARTIFACT_KIND_WEIGHTS', 'ARTIFACT_KIND_CURVE']),
    ...page({ random, ...making }),
  }),
  CollectArtifacts: ({ random }) => ({ dry_run: random.chance(0.5) }),
  RegisterTraining: (making) => ({ training: trainingMessage(making) }),
  RegisterCheckpoint: (making) => ({
    training: trainingUnderWay(making),
    ...(making.random.chance(0.2) ? { anew: true } : { sha256: making.random.pick(FILES).sha256 }),
  }),
  GetCheckpoint: (making) => ({ training: trainingUnderWay(making) }),
  GetTraining: (making) => ({ name: training(making) }),
  ListTrainings: (making) => ({ parent: making.random.chance(0.5) ? '' : block(making), ...page(making) }),
};

export const REGISTRY_REQUESTS: Readonly<Record<string, RequestMaker>> = Object.fromEntries(
  Object.entries(MAKERS).map(([name, make]) => [PREFIX + name, make]),
);

function block({ random }: Making): string {
  return random.chance(0.9) ? blockName(random.pick(SEED_BLOCK_IDS)) : 'blocks/0123456789abcdef';
}

function training({ random, known }: Making): string {
  return known.trainings.pick(random) ?? trainingName(random.below(TRAININGS));
}

/** Mostly one that is never registered: of one that is no checkpoint is taken. */
function trainingUnderWay(making: Making): string {
  const { random } = making;
  return random.chance(0.8) ? trainingName(TRAININGS + random.below(2)) : training(making);
}

const trainingName = (number: number): string => `trainings/${String(number).padStart(32, '0')}`;

function filter({ random }: Making): string {
  const term = (): string =>
    random.pick([
      `accuracy >= ${String(random.next())}`,
      `reward < ${String(random.below(100))}`,
      `search = "${SEED_SEARCH}"`,
      'dataset != "cifar10"',
      'parameters < 100000',
      'worker = "worker-1"',
      'density > 0.5',
      'dataset = "cifar10*"',
      'NOT (layers > 2 OR duration < 1.5s)',
      'complete_time >= "2023-01-01T00:00:00Z"',
      'strategy:*',
      '-worker:gpu',
    ]);
  return Array.from({ length: random.below(4) }, term).join(random.pick([' AND ', ' OR ']));
}

function figures({ random }: Making): string {
  return random.pick(['', 'accuracy, flops', 'reward, parameters, density', 'layers desc, duration']);
}

function order({ random }: Making): string {
  return random.pick(['', 'reward desc', 'accuracy desc', 'flops', 'parameters asc']);
}

const artifact = ({ random }: Making): string => `weights/${random.pick(FILES).sha256}`;

/** A file in pieces, or one that breaks off. */
function upload({ random }: Making): readonly Request[] {
  const { bytes, sha256 } = random.pick(FILES);
  const size = random.pick([bytes.length, 1000, 100_000]);
  const chunks: Request[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push({ chunk: bytes.subarray(at, at + size) });
  const kind = random.pick(['ARTIFACT_KIND_WEIGHTS', 'ARTIFACT_KIND_CHECKPOINT']);
  const whole = [{ header: { kind, size_bytes: bytes.length, sha256 } }, ...chunks];
  return random.chance(0.8) ? whole : whole.slice(0, 1 + random.below(whole.length));
}

function trainingMessage({ random }: Making): Request {
  const { nsc, sha256 } = random.pick(FILES);
  return {
    name: trainingName(random.below(TRAININGS)),
    block: blockToProto(parseBlock(nsc)),
    dataset: 'cifar10',
    stack: stackToProto(SEED_STACK),
    recipe: { epochs: 12, batch_size: 256, learning_rate: 0.001, validation_fraction: 0.1 },
    seed: random.below(2 ** 32),
    epochs: 12,
    best_epoch: 1 + random.below(12),
    validation_accuracy: random.next(),
    test_accuracy: random.next(),
    test_images: 1000,
    weights_sha256: sha256,
    device: 'fuzz',
    engine_version: '1',
    duration: { seconds: 60 },
  };
}
