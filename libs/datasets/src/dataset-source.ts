import { DatasetError } from './dataset-error.js';
import { checkDatasetName, parseDatasetOptions, type DatasetReference } from './dataset-reference.js';

/** Kinds of datasets that are read from a folder. */
const FOLDER_KINDS = ['cifar10', 'cifar100', 'imagefolder'] as const;
export type FolderKind = (typeof FOLDER_KINDS)[number];

/** Where the images of a dataset name come from. `procedural` is always there and needs no source. */
export interface DatasetSource {
  readonly name: string;
  readonly kind: FolderKind;
  /** Folder with the files, as given. */
  readonly directory: string;
}

/** What a person writes to use a dataset: where it is and how much of it. */
export interface DatasetChoice {
  readonly reference: DatasetReference;
  /** Missing for `procedural`. */
  readonly source?: DatasetSource;
}

/**
 * Reads `KIND:DIRECTORY` or `NAME=KIND:DIRECTORY`; the name is the kind where it is left out.
 * @throws DatasetError (`malformed`)
 */
export function parseDatasetSource(text: string): DatasetSource {
  const match = /^(?:(?<name>[^=:]*)=)?(?<kind>[^=:]*):(?<directory>.+)$/s.exec(text)?.groups;
  const kind = FOLDER_KINDS.find((known) => known === match?.['kind']);
  if (match?.['directory'] === undefined || kind === undefined) {
    throw new DatasetError(
      'malformed',
      `dataset source: must be KIND:DIRECTORY or NAME=KIND:DIRECTORY with KIND one of ${FOLDER_KINDS.join(', ')}; got ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
  const name = checkDatasetName(match['name'] ?? kind);
  if (name === 'procedural') {
    throw new DatasetError(
      'malformed',
      'dataset source: the name "procedural" is taken by the built-in images',
    );
  }
  return { name, kind, directory: match['directory'] };
}

/**
 * Reads what follows `--dataset` on a command line: `procedural`, or a source, either with
 * `?limit=N`, an image folder also with `?size=N`.
 * @throws DatasetError (`malformed`)
 */
export function parseDatasetChoice(text: string): DatasetChoice {
  const mark = text.lastIndexOf('?');
  const [body, query] = mark < 0 ? [text, undefined] : [text.slice(0, mark), text.slice(mark + 1)];
  const options = query === undefined ? {} : parseDatasetOptions(query);
  if (body === 'procedural') return { reference: { name: body, ...options } };
  const source = parseDatasetSource(body);
  return { reference: { name: source.name, ...options }, source };
}
