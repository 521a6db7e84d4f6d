import { takeBalanced } from './balanced-subset.js';
import { readCifar } from './cifar.js';
import { DatasetError } from './dataset-error.js';
import { formatDatasetReference, type DatasetReference } from './dataset-reference.js';
import type { DatasetSource } from './dataset-source.js';
import { DATASET_DESCRIPTIONS, shapeUnder } from './describe-dataset.js';
import { loadImageFolder } from './image-folder/load-image-folder.js';
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
  const source = findSource(reference.name, sources);
  if (source?.kind === 'imagefolder') return loadImageFolder(reference, source);
  const kind = source?.kind ?? 'procedural';
  shapeUnder(reference, kind, DATASET_DESCRIPTIONS[kind].shape);
  const set =
    source === undefined ? generateProceduralImages() : await readCifar(source.kind, source.directory);
  const train = reference.limit === undefined ? set.train : takeBalanced(set, reference.limit);
  return { ...set, train, reference: formatDatasetReference(reference) };
}

/** Undefined for `procedural`, which needs none. @throws DatasetError (`unknown`) */
function findSource(name: string, sources: readonly DatasetSource[]): DatasetSource | undefined {
  if (name === 'procedural') return undefined;
  const source = sources.find((candidate) => candidate.name === name);
  if (source !== undefined) return source;
  const known = ['procedural', ...sources.map((candidate) => candidate.name)];
  throw new DatasetError(
    'unknown',
    `dataset: no dataset is called "${name}" here; there are ${known.join(', ')}`,
  );
}
