import type { CardSubject, EvaluationFacts, ModelFacts, TrainingFacts } from '@blockqnn/export';
import { buildLayerGraph, smallStack, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const BLOCK = parseBlock('conv3@0,conv3@1,add@2+0');
export const STACK: Stack = smallStack({ input: { height: 8, width: 8, channels: 3 }, classes: 10 });
const { figures } = buildLayerGraph(BLOCK, STACK);

export const EVALUATION: EvaluationFacts = {
  name: 'searches/s1/trials/7',
  dataset: 'cifar10?limit=2000',
  stack: STACK,
  figures,
  validationAccuracy: 0.8125,
  recipe: { epochs: 12, optimiser: 'adam' },
  seed: 41,
  epochs: 12,
  seconds: 61.5,
  device: 'wasm, 1 thread',
  completedAt: '2026-01-02T03:04:05.000Z',
  strategy: 'q-learning',
  reward: 79.25,
};

export const TRAINING: TrainingFacts = {
  name: 'trainings/000000000000000000000000000000aa',
  dataset: 'cifar10',
  stack: STACK,
  figures,
  validationAccuracy: 0.9375,
  testAccuracy: 0.9219,
  testImages: 10_000,
  recipe: { epochs: 300, optimiser: 'sgd' },
  seed: 5,
  epochs: 300,
  bestEpoch: 288,
  seconds: 86_400,
  device: 'tensorflow',
  engineVersion: '2.21.0',
  completedAt: undefined,
};

const NOTHING: ModelFacts = {
  licence: undefined,
  programVersion: '0.1.0',
  referenceBlock: undefined,
  evaluation: undefined,
  training: undefined,
};

export const TRAINED_BY_TRIAL = {
  state: 'trained',
  trial: EVALUATION.name,
  dataset: EVALUATION.dataset,
  accuracy: EVALUATION.validationAccuracy,
} as const;

export interface SubjectChanges {
  readonly format?: CardSubject['format'];
  readonly stack?: Stack;
  readonly weights?: CardSubject['metadata']['weights'];
  readonly facts?: Partial<ModelFacts>;
}

/** A model of {@link BLOCK} with random weights of which nothing is known, with changes. */
export function subject({
  format = 'tfjs',
  stack = STACK,
  weights = { state: 'initialised', seed: 3 },
  facts = {},
}: SubjectChanges = {}): CardSubject {
  return {
    format,
    graph: buildLayerGraph(BLOCK, stack),
    metadata: { block: BLOCK, stack, weights },
    facts: { ...NOTHING, ...facts },
    files: [{ name: 'model.json', sizeBytes: 1234, sha256: 'ab'.repeat(32) }],
  };
}
