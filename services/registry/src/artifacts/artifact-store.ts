import type { ArtifactKind, ArtifactName } from '@blockqnn/api';

/** An artifact is found by its content: two of the same kind and bytes are one. */
export type ArtifactId = ArtifactName;

/** What is known of a kept artifact without reading it. */
export interface ArtifactInfo extends ArtifactId {
  readonly sizeBytes: number;
  /** When it was last put or touched, milliseconds since the epoch. */
  readonly updatedAtMs: number;
}

/** A local file with an artifact's bytes, for reading alone. It stays until it is disposed. */
export interface LocalArtifact extends AsyncDisposable {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A local file about to become an artifact. */
export interface VerifiedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * Keeps artifacts under their SHA-256. What is there is whole: an artifact appears with all its bytes or not at
 * all. Every method rejects with an {@link ArtifactStoreError} where the place itself cannot be used.
 */
export interface ArtifactStore extends AsyncDisposable {
  /**
   * Keeps a file whose SHA-256 was verified; it is there for good when this resolves. It takes the
   * place of one that is kept already, which may be damaged. The file may be gone afterwards: a store on the same disk takes it.
   */
  put(artifact: ArtifactId, file: VerifiedFile, signal: AbortSignal): Promise<void>;
  /** The bytes as a local file; undefined where the artifact is not kept. Dispose it in any case. */
  open(artifact: ArtifactId, signal: AbortSignal): Promise<LocalArtifact | undefined>;
  /** Undefined where it is not kept. */
  find(artifact: ArtifactId): Promise<ArtifactInfo | undefined>;
  /** Makes it count as put just now. False where it is not kept. */
  touch(artifact: ArtifactId): Promise<boolean>;
  /**
   * Those of a kind by their SHA-256, from after the given one on; what is put or deleted meanwhile may be missed. The
   * time of one that was touched may still be that of its putting.
   */
  list(kind: ArtifactKind, after?: string): AsyncIterable<ArtifactInfo>;
  /** Removes it; one that is not kept is no error. */
  delete(artifact: ArtifactId): Promise<void>;
  /** Rejects where artifacts cannot be kept here at present. */
  check(): Promise<void>;
}

/**
 * - `UNAVAILABLE`: the place is away or overloaded; trying again helps.
 * - `REFUSED`: bucket, region or credentials are wrong; somebody has to mend the settings.
 * - `FULL`: there is no room.
 * - `CORRUPT`: what came back is not what the SHA-256 says.
 */
export type ArtifactStoreErrorCode = 'UNAVAILABLE' | 'REFUSED' | 'FULL' | 'CORRUPT';

/** The place that artifacts are kept in cannot be used; the message says which, and what to do. */
export class ArtifactStoreError extends Error {
  override readonly name = 'ArtifactStoreError';
  readonly code: ArtifactStoreErrorCode;

  constructor(code: ArtifactStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
