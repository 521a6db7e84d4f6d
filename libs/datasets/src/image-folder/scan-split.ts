import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DatasetError } from '../dataset-error.js';
import { byCodeUnits, listFolder, SPLIT_FOLDERS, type Split } from './class-folders.js';
import { CompactNames } from './compact-names.js';

/** What the decoder reads; by the name, so that scanning a million files opens none. */
const IMAGE_FILE = /\.(jpe?g|png|webp|gif|avif|tiff?)$/i;

/** The image files of a split: class by class, within a class in the order of their names' code units. */
export class SplitFiles {
  /** [count], the class of each file; ascending. */
  readonly labels: Uint16Array;
  readonly #folders: readonly string[];
  readonly #names: readonly CompactNames[];
  /** [classes + 1], index of the first file of each class; the last one is the end. */
  readonly #starts: Uint32Array;

  constructor(folders: readonly string[], names: readonly CompactNames[]) {
    this.#folders = folders;
    this.#names = names;
    this.#starts = new Uint32Array(names.length + 1);
    for (const [label, { count }] of names.entries()) {
      this.#starts[label + 1] = (this.#starts[label] ?? 0) + count;
    }
    this.labels = new Uint16Array(this.#starts[names.length] ?? 0);
    for (const label of names.keys()) this.labels.fill(label, ...this.classRange(label));
  }

  get count(): number {
    return this.labels.length;
  }

  /** Indices of a class's files, from the first to the one after the last. */
  classRange(label: number): readonly [first: number, end: number] {
    return [this.#starts[label] ?? 0, this.#starts[label + 1] ?? 0];
  }

  /** Number of files of each class. */
  get perClass(): number[] {
    return this.#names.map(({ count }) => count);
  }

  /** The first files of each class, at most as many as it has. */
  firstOfEach(counts: readonly number[]): SplitFiles {
    return new SplitFiles(
      this.#folders,
      this.#names.map((names, label) => names.first(counts[label] ?? 0)),
    );
  }

  /** Throws RangeError beyond the last. */
  pathOf(index: number): string {
    const label = this.labels[index];
    const [folder, names] = label === undefined ? [] : [this.#folders[label], this.#names[label]];
    if (label === undefined || folder === undefined || names === undefined) {
      throw new RangeError(`image: must be a whole number below ${this.count}; got ${index}`);
    }
    return join(folder, names.at(index - this.classRange(label)[0]));
  }
}

/**
 * Lists the images of a split. Hidden files, files of other kinds and folders within a class are left out;
 * links count as what their names say. @throws DatasetError (`file`) also where a class has no images
 */
export async function scanSplit(
  directory: string,
  split: Split,
  classes: readonly string[],
): Promise<SplitFiles> {
  const folders = classes.map((name) => join(directory, SPLIT_FOLDERS[split], name));
  const names: CompactNames[] = [];
  for (const folder of folders) {
    const files = listFolder(folder)
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && IMAGE_FILE.test(entry.name))
      .map(({ name }) => name)
      .sort(byCodeUnits);
    if (files.length === 0) {
      throw new DatasetError('file', `${folder}: holds no images (JPEG, PNG, WebP, GIF, AVIF or TIFF)`);
    }
    names.push(new CompactNames(files));
    // A thousand folders take seconds on a network drive; the process has to answer meanwhile.
    await setImmediate();
  }
  return new SplitFiles(folders, names);
}
