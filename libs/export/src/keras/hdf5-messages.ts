/** A float32 array to be written. */
export interface Hdf5Dataset {
  /** Path of the group that it stands in, without a leading `/`; made where it is not there. */
  readonly group: string;
  /** The group's attribute `name`. */
  readonly label: string;
  /** In the group. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In row-major order. */
  readonly data: Float32Array;
}

/** What the thread is asked for, of the file at a path. */
export type Hdf5Work = { readonly kind: 'open' | 'close' } | ({ readonly kind: 'dataset' } & Hdf5Dataset);

export type Hdf5Request = { readonly id: number; readonly path: string } & Hdf5Work;

/** Its answer to a request. */
export interface Hdf5Reply {
  readonly id: number;
  /** Why it could not be done. */
  readonly failure?: string;
}
