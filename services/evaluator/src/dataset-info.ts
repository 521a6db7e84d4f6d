import { openDataset, type DatasetSource } from '@blockqnn/datasets';

/** What is known of an image set without reading its files. */
export interface DatasetInfo {
  /** As used in searches, without options. */
  readonly name: string;
  readonly shape: { readonly height: number; readonly width: number; readonly channels: number };
  /** Number of classes. */
  readonly classes: number;
}

const CIFAR_SHAPE = { height: 32, width: 32, channels: 3 } as const;

const FOLDER_DATASETS = {
  cifar10: { shape: CIFAR_SHAPE, classes: 10 },
  cifar100: { shape: CIFAR_SHAPE, classes: 100 },
} as const satisfies Record<DatasetSource['kind'], Omit<DatasetInfo, 'name'>>;

/** The built-in images and those of the sources. The files are left to the training processes. */
export async function describeDatasets(sources: readonly DatasetSource[]): Promise<DatasetInfo[]> {
  const { shape, classes } = await openDataset({ name: 'procedural' }, []);
  return [
    { name: 'procedural', shape, classes: classes.length },
    ...sources.map(({ name, kind }) => ({ name, ...FOLDER_DATASETS[kind] })),
  ];
}
