import { DatasetError } from '../dataset-error.js';
import type { DatasetReference } from '../dataset-reference.js';
import type { DatasetSource } from '../dataset-source.js';
import type { Images, ImageSet } from '../image-set.js';
import type { Split } from './class-folders.js';
import { type ImageFolder, openImageFolder } from './image-folder.js';

/** Most that the pixels of an image folder may take in memory. */
const MOST_LOADED_BYTES = 2 ** 30;

const BATCH = 64;
const MEBIBYTE = 2 ** 20;

/**
 * Decodes an image folder once, the middle of each image, and keeps it in memory: for searches, which use
 * the same images thousands of times. The validation images become the test images.
 * @throws DatasetError `limit` where the pixels would take more than `mostBytes` (1 GiB), `file`
 */
export async function loadImageFolder(
  reference: DatasetReference,
  source: Pick<DatasetSource, 'directory'>,
  mostBytes = MOST_LOADED_BYTES,
): Promise<ImageSet> {
  await using folder = await openImageFolder(reference, source);
  checkSize(folder, mostBytes);
  const [train, test] = [await load(folder, 'train'), await load(folder, 'validation')];
  return {
    reference: folder.reference,
    shape: folder.shape,
    classes: folder.classes,
    train,
    test,
    found: { train: folder.summary('train'), test: folder.summary('validation') },
  };
}

function checkSize({ train, validation, shape }: ImageFolder, mostBytes: number): void {
  const bytes = (train.count + validation.count) * shape.height * shape.width * shape.channels;
  if (bytes <= mostBytes) return;
  throw new DatasetError(
    'limit',
    `dataset: ${train.count} training and ${validation.count} validation images of ${shape.height}×${shape.width} pixels ` +
      `take ${Math.ceil(bytes / MEBIBYTE)} MiB in memory, more than ${Math.floor(mostBytes / MEBIBYTE)}; ` +
      'take fewer training images (?limit=N) or smaller ones (?size=N)',
  );
}

async function load(folder: ImageFolder, split: Split): Promise<Images> {
  const { count, labels } = folder[split];
  const imageBytes = folder.shape.height * folder.shape.width * folder.shape.channels;
  const pixels = new Uint8Array(count * imageBytes);
  let image = 0;
  for await (const batch of folder.decode(split, inOrder(count))) {
    pixels.set(batch.pixels, image * imageBytes);
    image += batch.labels.length;
  }
  return { count, pixels, labels };
}

function* inOrder(count: number) {
  for (let start = 0; start < count; start += BATCH) {
    const indices = Int32Array.from({ length: Math.min(BATCH, count - start) }, (_, i) => start + i);
    yield { indices, crop: { kind: 'centre' } } as const;
  }
}
