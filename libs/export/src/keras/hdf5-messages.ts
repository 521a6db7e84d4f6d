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

/** What the thread is asked for, one at a time. */
export type Hdf5Request = ({ readonly kind: 'dataset' } & Hdf5Dataset) | { readonly kind: 'close' };

/** Its answer to each. */
export type Hdf5Reply = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly message: string };
