import {
  DatasetError,
  describeDataset,
  type DatasetDescription,
  type DatasetSource,
} from '@blockqnn/datasets';

/** What is known of an image set without reading its images. */
export interface DatasetInfo extends DatasetDescription {
  /** As used in searches, without options. */
  readonly name: string;
  readonly kind: DatasetSource['kind'] | 'procedural';
}

/**
 * The built-in images and those of the sources. Images are left to the training processes; of image folders
 * the classes are listed, and one that has none, for want of its folders, is told of and left out.
 */
export function describeDatasets(
  sources: readonly DatasetSource[],
  onFault: (source: DatasetSource, fault: DatasetError) => void = () => undefined,
): DatasetInfo[] {
  const infos: DatasetInfo[] = [{ name: 'procedural', kind: 'procedural', ...describeDataset(undefined) }];
  for (const source of sources) {
    try {
      infos.push({ name: source.name, kind: source.kind, ...describeDataset(source) });
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      onFault(source, error);
    }
  }
  return infos;
}
