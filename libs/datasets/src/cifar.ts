import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CIFAR_SIDE, orFault, readCifarFile, type CifarLayout } from './cifar-file.js';
import { DatasetError } from './dataset-error.js';
import type { Images, ImageSet } from './image-set.js';

export type CifarKind = 'cifar10' | 'cifar100';

/** What a folder of a kind holds; the files of the original distributions. */
interface CifarFolder {
  readonly layout: CifarLayout;
  readonly trainFiles: RegExp;
  readonly trainExample: string;
  readonly testFile: string;
  readonly classNames: string;
  readonly maxTrainRecords: number;
  readonly maxTestRecords: number;
}

const FOLDERS: Readonly<Record<CifarKind, CifarFolder>> = {
  cifar10: {
    layout: { labels: [{ name: 'label', classes: 10 }] },
    trainFiles: /^data_batch_[0-9]+\.bin$/,
    trainExample: 'data_batch_1.bin',
    testFile: 'test_batch.bin',
    classNames: 'batches.meta.txt',
    maxTrainRecords: 10_000,
    maxTestRecords: 10_000,
  },
  cifar100: {
    layout: {
      labels: [
        { name: 'coarse label', classes: 20 },
        { name: 'fine label', classes: 100 },
      ],
    },
    trainFiles: /^train\.bin$/,
    trainExample: 'train.bin',
    testFile: 'test.bin',
    classNames: 'fine_label_names.txt',
    maxTrainRecords: 50_000,
    maxTestRecords: 10_000,
  },
};

/**
 * Reads a folder of CIFAR-10 or CIFAR-100 in its binary version (A. Krizhevsky, "Learning multiple
 * layers of features from tiny images", 2009). The classes of CIFAR-100 are the fine ones.
 * @throws DatasetError (`file`)
 */
export async function readCifar(kind: CifarKind, directory: string): Promise<Omit<ImageSet, 'reference'>> {
  const folder = FOLDERS[kind];
  const trainFiles = await listTrainFiles(directory, folder);
  const classes = await readClassNames(join(directory, folder.classNames), folder);
  const train: Images[] = [];
  for (const file of trainFiles) {
    train.push(await readCifarFile(join(directory, file), folder.layout, folder.maxTrainRecords));
  }
  const test = await readCifarFile(join(directory, folder.testFile), folder.layout, folder.maxTestRecords);
  return {
    shape: { height: CIFAR_SIDE, width: CIFAR_SIDE, channels: 3 },
    classes,
    train: joinImages(train),
    test,
  };
}

/** In the order of their numbers. */
async function listTrainFiles(directory: string, folder: CifarFolder): Promise<string[]> {
  const names = (await orFault(directory, readdir(directory))).filter((name) => folder.trainFiles.test(name));
  if (names.length === 0) {
    throw new DatasetError('file', `${directory}: holds no training images (${folder.trainExample})`);
  }
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

async function readClassNames(path: string, { layout }: CifarFolder): Promise<string[]> {
  const text = await orFault(path, readFile(path, 'utf8'));
  const names = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wanted = layout.labels.at(-1)?.classes;
  if (names.length === wanted) return names;
  throw new DatasetError('file', `${path}: names ${names.length} classes, one a line; must be ${wanted}`);
}

function joinImages(parts: readonly Images[]): Images {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const pixels = new Uint8Array(parts.reduce((sum, part) => sum + part.pixels.length, 0));
  const labels = new Uint16Array(count);
  let [pixel, image] = [0, 0];
  for (const part of parts) {
    pixels.set(part.pixels, pixel);
    labels.set(part.labels, image);
    pixel += part.pixels.length;
    image += part.count;
  }
  return { count, pixels, labels };
}
