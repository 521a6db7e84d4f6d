import type { EvaluatorMethods } from '@blockqnn/api';
import type { DatasetReference } from '@blockqnn/datasets';
import type { Stack } from '@blockqnn/network';
import type { Client } from '@blockqnn/rpc';
import { UsageError } from './exit-code.js';

/** Shape and classes of a dataset as the evaluator has it. Throws {@link UsageError} where it has none of that name. */
export async function evaluatorImages(
  evaluator: Client<EvaluatorMethods>,
  { name, size }: DatasetReference,
  signal: AbortSignal,
): Promise<Pick<Stack, 'input' | 'classes'>> {
  const { datasets } = await evaluator.getCapabilities({}, { signal });
  const found = datasets.find((dataset) => dataset.name === name);
  if (found?.shape) {
    const { shape, classes } = found;
    // Which kinds can be scaled is the evaluator's to say.
    return { input: size === undefined ? shape : { ...shape, height: size, width: size }, classes };
  }
  const known = datasets.map((dataset) => dataset.name).join(', ');
  throw new UsageError(`--dataset ${name}: this evaluator has ${known}; BLOCKQNN_DATASETS gives it others`);
}
