import { mkdtemp, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelExporter } from '@blockqnn/export';
import { makeFolder } from '@blockqnn/storage';
import type { AgreementModel } from './agreement-models.js';

/** Exports a model into a new folder under `parent` and gives its path. */
export async function writeModel(
  exporter: ModelExporter,
  { block, stack, graph, weights }: Pick<AgreementModel, 'block' | 'stack' | 'graph' | 'weights'>,
  parent: string,
): Promise<string> {
  const folder = await mkdtemp(join(parent, 'model-'));
  const scratch = await mkdtemp(join(parent, 'scratch-'));
  const metadata = { block, stack, weights: { state: 'initialised', seed: 1 } } as const;
  for (const { name, chunks } of await exporter({ graph, weights, metadata, scratch })) {
    const path = join(folder, name);
    await makeFolder(dirname(path));
    await using file = await open(path, 'w');
    for await (const chunk of chunks()) await file.writeFile(chunk);
  }
  return folder;
}
