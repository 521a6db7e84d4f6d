import type { ImageSet } from '@blockqnn/datasets';

/** Images on the engine's device. */
export interface LoadedImages extends AsyncDisposable {
  readonly count: number;
  readonly shape: ImageSet['shape'];
}
