import type { Artifacts } from './artifacts/artifacts.js';
import { referencedArtifacts } from './store/artifact-references.js';
import type { Database } from './store/tables.js';

/**
 * Removes a checkpoint that has done its service, unless something names it. Where the store is away it is left to the
 * collection of orphans.
 */
export async function removeCheckpoint(
  db: Database,
  { store, turns }: Artifacts,
  sha256: string | undefined,
): Promise<void> {
  if (sha256 === undefined || sha256 === '') return;
  const artifact = { kind: 'checkpoints', sha256 } as const;
  await turns
    .take(artifact, async () => {
      const named = await referencedArtifacts(db, 'checkpoints', [sha256]);
      if (named.size === 0) await store.delete(artifact);
    })
    .catch(() => undefined);
}
