import assert from 'node:assert/strict';
import { trainingToProto, type TrainingInput } from '@blockqnn/api';
import { buildLayerGraph, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import { STACK, type TestRegistry } from './test-registry.js';
import { upload } from './upload.js';

export const NSC = 'conv3@0,conv3@1,add@2+0';

interface TrainingChanges {
  readonly id?: string;
  readonly nsc?: string;
  readonly testAccuracy?: number;
  readonly weightsSha256?: string;
  readonly curveSha256?: string;
}

/** A training as an evaluator would register it. */
export function training(changes: TrainingChanges = {}): TrainingInput {
  const {
    id = '000000000000000000000000000000aa',
    nsc = NSC,
    testAccuracy = 0.75,
    weightsSha256 = 'a'.repeat(64),
    curveSha256 = '',
  } = changes;
  const parsed = parseBlock(nsc);
  return trainingToProto({
    id,
    block: parsed,
    dataset: 'cifar10',
    stack: STACK,
    recipe: EARLY_STOP_RECIPE,
    figures: buildLayerGraph(parsed, STACK).figures,
    seed: 7,
    epochs: 12,
    bestEpoch: 11,
    validationAccuracy: 0.8,
    testAccuracy,
    testImages: 1000,
    weightsSha256,
    curveSha256,
    device: 'wasm, 1 thread, cpu',
    engineVersion: '4.22.0',
    seconds: 61.5,
  });
}

/** Uploads fitting weights and registers a training of them. */
export async function registered(registry: TestRegistry, changes: TrainingChanges = {}, seed = 1) {
  const graph = buildLayerGraph(parseBlock(changes.nsc ?? NSC), STACK);
  const weightsSha256 = await upload(registry, initialiseWeights(graph, seed));
  const answer = await registry.client.registerTraining({
    training: training({ weightsSha256, ...changes }),
  });
  assert.ok(answer.training);
  return answer.training;
}
