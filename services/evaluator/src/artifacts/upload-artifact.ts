import { artifactKindToProto, artifactName, type ArtifactName, type RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';

/** The registry takes at most this much in a message. */
export const CHUNK_BYTES = 1024 * 1024;

/** Something to be uploaded; its SHA-256 is that of all bytes. */
export interface ArtifactSource extends ArtifactName {
  readonly sizeBytes: number;
  /** The bytes from an offset on, in chunks of at most {@link CHUNK_BYTES}. */
  chunks(offset: number): AsyncIterable<Buffer>;
}

export interface UploadOptions {
  readonly signal: AbortSignal;
  /** For the bytes. */
  readonly deadlineMs: number;
}

/**
 * Gives an artifact to the registry, which has it for good when this resolves. Goes on where an earlier upload, also
 * one of another process, broke off; sends nothing where the registry has it. Rejects as its calls do; calling again
 * helps where they might.
 */
export async function uploadArtifact(
  registry: Client<RegistryMethods>,
  source: ArtifactSource,
  { signal, deadlineMs }: UploadOptions,
): Promise<void> {
  const { complete, committedBytes } = await registry.queryUpload({ name: artifactName(source) }, { signal });
  if (!complete) await registry.uploadArtifact(parts(source, committedBytes), { signal, deadlineMs });
}

async function* parts(source: ArtifactSource, offset: number) {
  const { kind, sizeBytes, sha256 } = source;
  yield { header: { kind: artifactKindToProto(kind), sizeBytes, sha256, offset } };
  for await (const chunk of source.chunks(offset)) yield { chunk };
}
