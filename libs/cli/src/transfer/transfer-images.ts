import { basename } from 'node:path';
import { DatasetError, parseDatasetChoice, type DatasetChoice } from '@blockqnn/datasets';
import { UsageError } from '../exit-code.js';
import { datasetFlag } from '../search-flags.js';

interface ImageFlags {
  /** A name that an evaluator knows, or a folder of this machine. */
  readonly dataset: string;
  /** For a folder. */
  readonly engine?: string;
  /** For a folder. */
  readonly out?: string;
}

/**
 * What a transfer is trained on. A folder without a name is named after itself, so that two folders are two datasets.
 * Throws {@link UsageError}.
 */
export function transferImages({ dataset, engine, out }: ImageFlags): DatasetChoice {
  if (!dataset.split('?')[0]?.includes(':')) {
    for (const [flag, value] of [
      ['--engine', engine],
      ['--out', out],
    ]) {
      if (value !== undefined)
        throw new UsageError(`${flag ?? ''} goes with images by their folder; an evaluator has its own`);
    }
    return { reference: datasetFlag(dataset) };
  }
  const folder = /^imagefolder:(?<directory>[^?]+)/.exec(dataset)?.groups?.['directory'];
  const named = folder === undefined ? dataset : `${nameOf(folder)}=${dataset}`;
  try {
    return parseDatasetChoice(named);
  } catch (error) {
    if (error instanceof DatasetError) throw new UsageError(`--dataset ${dataset}: ${error.message}`);
    throw error;
  }
}

function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return name === '' || name === 'procedural' ? 'imagefolder' : name;
}
