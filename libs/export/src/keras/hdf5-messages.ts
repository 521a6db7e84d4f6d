/** A group to be made. */
export interface Hdf5Group {
  readonly kind: 'group';
  /** Path of the group that it stands in; empty for the file itself. */
  readonly group: string;
  readonly name: string;
  /** Its attribute `name`. */
  readonly label?: string;
}

/** A float32 array to be written. */
export interface Hdf5Dataset {
  readonly kind: 'dataset';
  /** Path of the group that it stands in. */
  readonly group: string;
  readonly name: string;
  readonly shape: readonly number[];
  /** In row-major order. */
  readonly data: Float32Array;
}

/** What an HDF5 file is made of, in the order in which it is written. */
export type Hdf5Object = Hdf5Group | Hdf5Dataset;

/** What the thread is asked for, of the file at a path. */
export type Hdf5Work = { readonly kind: 'open' | 'close' } | Hdf5Object;

export type Hdf5Request = { readonly id: number; readonly path: string } & Hdf5Work;

/** Its answer to a request. */
export interface Hdf5Reply {
  readonly id: number;
  /** Why it could not be done. */
  readonly failure?: string;
}
