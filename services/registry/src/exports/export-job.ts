import type { ModelFacts, ModelFormat, WeightsOrigin } from '@blockqnn/export';
import type { Stack } from '@blockqnn/network';

/** A model to be written, as plain values, so that another thread can do it. */
export interface ExportJob {
  readonly format: ModelFormat;
  /** The block's code. */
  readonly nsc: string;
  readonly stack: Stack;
  readonly origin: WeightsOrigin;
  readonly facts: ModelFacts;
  /** Safetensors file of the weights; undefined where they are initialised. */
  readonly weightsPath: string | undefined;
  /** Folder for the model's files, and one for what comes in between; both are there and empty. */
  readonly folder: string;
  readonly scratch: string;
}

/** A file that was written. */
export interface WrittenFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a thread answers to a job. */
export type ExportAnswer =
  | { readonly kind: 'written'; readonly files: readonly WrittenFile[] }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** Of an error of the system, for instance `ENOSPC`. */
      readonly code: string | undefined;
    };
