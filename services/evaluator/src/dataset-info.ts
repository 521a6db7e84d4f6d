import { DATASET_DESCRIPTIONS, type DatasetDescription, type DatasetSource } from '@blockqnn/datasets';

/** What is known of an image set without reading its files. */
export interface DatasetInfo extends DatasetDescription {
  /** As used in searches, without options. */
  readonly name: string;
}

/** The built-in images and those of the sources. The files are left to the training processes. */
export function describeDatasets(sources: readonly DatasetSource[]): DatasetInfo[] {
  const all = [{ name: 'procedural', kind: 'procedural' } as const, ...sources];
  return all.map(({ name, kind }) => ({ name, ...DATASET_DESCRIPTIONS[kind] }));
}
