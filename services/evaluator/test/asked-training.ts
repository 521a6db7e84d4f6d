import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { recipeToProto, stackToProto, type EvaluatorMethods } from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import { RpcError, type Client } from '@blockqnn/rpc';
import { trainingId, type Recipe } from '@blockqnn/training/recipes';
import type { EvaluatorConfig } from '../src/config.js';
import { testEvaluator, until, type TestEvaluator } from './evaluator.js';
import { tinyTask } from './tiny-task.js';

export type Request = EvaluatorMethods['trainModel']['requestInput'];
export type Response = EvaluatorMethods['trainModel']['response'];

export const EPOCHS = 4;
/** Enough of them that a training can be stopped in the middle. */
const dataset = 'procedural?limit=1000';
export const recipe: Recipe = {
  ...tinyTask.recipe,
  epochs: EPOCHS,
  optimiser: 'sgd',
  momentum: 0.9,
  learningRate: 0.05,
};
export const request: Request = {
  nsc: tinyTask.nsc,
  dataset,
  stack: stackToProto(tinyTask.stack),
  recipe: recipeToProto(recipe),
  seed: 5,
};
const { stack } = tinyTask;
export const id = trainingId({ block: parseBlock(tinyTask.nsc), dataset, stack, recipe, seed: 5 });

export async function stateFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-evaluator-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export async function startedEvaluator(stateDir: string, changes: Partial<EvaluatorConfig> = {}) {
  const evaluator = await testEvaluator({ stateDir, ...changes });
  await evaluator.running.engine;
  return evaluator;
}

export async function trained(client: Client<EvaluatorMethods>, changes: Request = {}): Promise<Response[]> {
  const responses: Response[] = [];
  for await (const response of client.trainModel({ ...request, ...changes })) responses.push(response);
  return responses;
}

/** Trains until something happened, then goes away; resolves when the evaluator has stopped. */
export async function trainedUntil(
  { client, running }: TestEvaluator,
  happened: (response: Response) => boolean,
): Promise<void> {
  for await (const response of client.trainModel(request)) if (happened(response)) break;
  await until(() => running.workers.every(({ busy }) => !busy));
}

export async function refusal(client: Client<EvaluatorMethods>, changes: Request): Promise<RpcError> {
  const error: unknown = await trained(client, changes).catch((cause: unknown) => cause);
  assert.ok(error instanceof RpcError, 'was accepted');
  return error;
}

/** Begins a training, and stops it at once; gives its name. */
export async function started(client: Client<EvaluatorMethods>, asked: Request): Promise<string> {
  for await (const response of client.trainModel(asked)) return response.started?.name ?? '';
  assert.fail('nothing came');
}

export const figuresOf = (responses: readonly Response[]) => {
  const training = responses.at(-1)?.completed?.training;
  assert.ok(training, `ends with ${JSON.stringify(responses.at(-1))}`);
  const { bestEpoch, epochs, validationAccuracy, testAccuracy, weightsSha256 } = training;
  return { bestEpoch, epochs, validationAccuracy, testAccuracy, weightsSha256 };
};
