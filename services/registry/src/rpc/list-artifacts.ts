import { ARTIFACT_KINDS, artifactKindFromProto, artifactToProto, type RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { ArtifactInfo, ArtifactStore } from '../artifacts/artifact-store.js';
import { pageSizeField } from '../page.js';
import { pageToken, pageTokenField } from '../page-token.js';
import { referencedArtifacts } from '../store/artifact-references.js';
import type { Database } from '../store/tables.js';

type List = RegistryMethods['listArtifacts'];

const position = z.object({ kind: z.enum(ARTIFACT_KINDS), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const schemaOf = (listed: unknown) =>
  z.object({
    kind: z
      .string()
      .refine(
        (kind) =>
          kind === 'ARTIFACT_KIND_UNSPECIFIED' || artifactKindFromProto(kind as List['request']['kind']),
        'must be ARTIFACT_KIND_WEIGHTS, ARTIFACT_KIND_CHECKPOINT, ARTIFACT_KIND_CURVE or unspecified',
      ),
    pageSize: pageSizeField,
    pageToken: pageTokenField(listed, position),
  });

export function listArtifacts(store: ArtifactStore, db: Database): UnaryHandler<List> {
  return async (request) => {
    const listed = { artifacts: request.kind };
    const { pageSize, pageToken: after } = validate(schemaOf(listed), request);
    const kind = artifactKindFromProto(request.kind);
    const kinds = kind ? [kind] : ARTIFACT_KINDS.slice(after ? ARTIFACT_KINDS.indexOf(after.kind) : 0);
    const found: ArtifactInfo[] = [];
    for (const each of kinds) {
      for await (const info of store.list(each, after?.kind === each ? after.sha256 : undefined)) {
        found.push(info);
        if (found.length > pageSize) break;
      }
      if (found.length > pageSize) break;
    }
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    const named = await namedOf(page, db);
    return {
      artifacts: page.map((info) => artifactToProto({ ...info, referenced: named.has(info) })),
      nextPageToken: last ? pageToken(listed, { kind: last.kind, sha256: last.sha256 }) : '',
    };
  };
}

/** Those that something names. */
async function namedOf(page: readonly ArtifactInfo[], db: Database): Promise<ReadonlySet<ArtifactInfo>> {
  const named = new Set<ArtifactInfo>();
  for (const kind of ARTIFACT_KINDS) {
    const ofKind = page.filter((info) => info.kind === kind);
    const sha256s = await referencedArtifacts(
      db,
      kind,
      ofKind.map(({ sha256 }) => sha256),
    );
    for (const info of ofKind) if (sha256s.has(info.sha256)) named.add(info);
  }
  return named;
}
