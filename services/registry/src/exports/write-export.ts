import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cardFiles, EXPORTERS, type ModelFile } from '@blockqnn/export';
import { buildLayerGraph, initialWeightSource, type LayerGraph, type WeightSource } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { WeightsFile } from '../models/weights-file.js';
import type { ExportJob, WrittenFile } from './export-job.js';

/** Writes the files of a model and its card; they are on the disk when it resolves. */
export async function writeExport(job: ExportJob): Promise<readonly WrittenFile[]> {
  const block = parseBlock(job.nsc);
  const graph = buildLayerGraph(block, job.stack);
  using weights = openWeights(job, graph);
  const metadata = { block, stack: job.stack, weights: job.origin };
  const written: WrittenFile[] = [];
  const model = { graph, weights: weights.source, metadata, scratch: job.scratch };
  for (const file of await EXPORTERS[job.format](model)) written.push(await writeFile(job.folder, file));
  const { format, facts } = job;
  // A copy: the card lists what stands beside it.
  for (const file of cardFiles({ format, graph, metadata, facts, files: [...written] })) {
    written.push(await writeFile(job.folder, file));
  }
  return written;
}

function openWeights(
  { weightsPath, origin }: ExportJob,
  graph: LayerGraph,
): Disposable & { readonly source: WeightSource } {
  if (weightsPath !== undefined) {
    const file = new WeightsFile(weightsPath);
    return {
      source: file,
      [Symbol.dispose]: () => {
        file[Symbol.dispose]();
      },
    };
  }
  if (origin.state !== 'initialised') throw new TypeError('trained weights lie in a file');
  return { source: initialWeightSource(graph, origin.seed), [Symbol.dispose]: () => undefined };
}

async function writeFile(folder: string, { name, chunks }: ModelFile): Promise<WrittenFile> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await using file = await open(path, 'wx');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of chunks()) {
    // Before the writing waits: what was handed out may be used again afterwards.
    hash.update(chunk);
    await file.writeFile(chunk);
    sizeBytes += chunk.length;
  }
  await file.sync();
  return { name, sizeBytes, sha256: hash.digest('hex') };
}
