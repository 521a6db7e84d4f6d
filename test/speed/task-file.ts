import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BATCH_NORMALISATION,
  encodeSafetensors,
  initialiseWeights,
  type LayerGraph,
} from '@blockqnn/network';
import { ADAM } from '@blockqnn/training';

/** Weights are drawn from this seed. */
const WEIGHTS_SEED = 1;

export interface TaskOptions {
  readonly learningRate: number;
  readonly batchSize: number;
}

/** What a program in any language needs to train a network just as the engines do; weights lie beside it. */
export interface Task extends TaskOptions {
  readonly graph: LayerGraph;
  readonly normalisation: typeof BATCH_NORMALISATION;
  readonly adam: typeof ADAM;
  /** Path of the initial weights, a safetensors file. */
  readonly weights: string;
}

/**
 * Writes a task as JSON, and its weights; gives the path.
 *
 * @param extra - more members, for the program that reads the file
 */
export async function writeTask(
  folder: string,
  name: string,
  graph: LayerGraph,
  { learningRate, batchSize }: TaskOptions,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const weights = join(folder, `${name}.safetensors`);
  await writeFile(weights, encodeSafetensors(initialiseWeights(graph, WEIGHTS_SEED)));
  const task: Task = {
    graph,
    normalisation: BATCH_NORMALISATION,
    adam: ADAM,
    learningRate,
    batchSize,
    weights,
  };
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify({ ...task, ...extra }));
  return file;
}
