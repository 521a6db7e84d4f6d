import { takeBalanced } from './balanced-subset.js';
import { readCifar } from './cifar.js';
import { DatasetError } from './dataset-error.js';
import { formatDatasetReference, type DatasetReference } from './dataset-reference.js';
import type { DatasetSource } from './dataset-source.js';
import type { ImageSet } from './image-set.js';
import { generateProceduralImages } from './procedural-images.js';

/**
 * Reads a dataset into memory. A limit takes a balanced, always equal subset of the training images and
 * leaves the test images alone.
 * @throws DatasetError `unknown` where no source has the name, `limit`, `file`
 */
export async function openDataset(
  reference: DatasetReference,
  sources: readonly DatasetSource[],
): Promise<ImageSet> {
  const set = await readAll(reference.name, sources);
  const train = reference.limit === undefined ? set.train : takeBalanced(set, reference.limit);
  return { ...set, train, reference: formatDatasetReference(reference) };
}

async function readAll(
  name: string,
  sources: readonly DatasetSource[],
): Promise<Omit<ImageSet, 'reference'>> {
  if (name === 'procedural') return generateProceduralImages();
  const source = sources.find((candidate) => candidate.name === name);
  if (source !== undefined) return readCifar(source.kind, source.directory);
  const known = ['procedural', ...sources.map((candidate) => candidate.name)];
  throw new DatasetError(
    'unknown',
    `dataset: no dataset is called "${name}" here; there are ${known.join(', ')}`,
  );
}
