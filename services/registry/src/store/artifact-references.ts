import type { ArtifactId } from '../artifacts/artifact-store.js';
import type { Database } from './tables.js';

/**
 * Of these SHA-256, at most some hundred of one kind, those of artifacts that an evaluation or a training, done or under
 * way, names.
 */
export async function referencedArtifacts(
  db: Database,
  kind: ArtifactId['kind'],
  sha256s: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sha256s.length === 0) return new Set();
  if (kind === 'checkpoints') {
    const rows = await db.selectFrom('checkpoint').select('sha256').where('sha256', 'in', sha256s).execute();
    return new Set(rows.map(({ sha256 }) => sha256));
  }
  const column = kind === 'weights' ? 'weights_sha256' : 'curve_sha256';
  const ofTrainings = db
    .selectFrom('training')
    .select(`${column} as sha256`)
    .distinct()
    .where(column, 'in', sha256s);
  const rows =
    kind === 'curves'
      ? await ofTrainings.execute()
      : await db
          .selectFrom('evaluation')
          .select('weights_sha256 as sha256')
          .distinct()
          .where('weights_sha256', 'in', sha256s)
          .union(ofTrainings)
          .execute();
  return new Set(rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])));
}
