import type { ArtifactInput } from '../generated/blockqnn/registry/v1/Artifact.js';
import type { ArtifactKind as ArtifactKindMessage } from '../generated/blockqnn/registry/v1/ArtifactKind.js';
import { ARTIFACT_KINDS, artifactName, type ArtifactKind, type ArtifactName } from '../resource-names.js';
import { timestampToProto } from './timestamp.js';

const KINDS = {
  weights: 'ARTIFACT_KIND_WEIGHTS',
  checkpoints: 'ARTIFACT_KIND_CHECKPOINT',
  curves: 'ARTIFACT_KIND_CURVE',
} as const satisfies Record<ArtifactKind, ArtifactKindMessage>;

/** What a registry tells of an artifact that it keeps. */
export interface Artifact extends ArtifactName {
  readonly sizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly updatedAtMs: number;
  readonly referenced: boolean;
}

export function artifactKindToProto(kind: ArtifactKind): (typeof KINDS)[ArtifactKind] {
  return KINDS[kind];
}

/** Undefined for an unspecified or unknown one. */
export function artifactKindFromProto(message: ArtifactKindMessage): ArtifactKind | undefined {
  return ARTIFACT_KINDS.find((kind) => KINDS[kind] === message);
}

export function artifactToProto(artifact: Artifact): ArtifactInput {
  const { kind, sizeBytes, updatedAtMs, referenced } = artifact;
  return {
    name: artifactName(artifact),
    kind: KINDS[kind],
    sizeBytes,
    updateTime: timestampToProto(updatedAtMs),
    referenced,
  };
}
