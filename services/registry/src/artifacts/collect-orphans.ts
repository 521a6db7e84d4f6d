import { ARTIFACT_KINDS } from '@blockqnn/api';
import type { Clock } from '@blockqnn/telemetry';
import { referencedArtifacts } from '../store/artifact-references.js';
import type { Database } from '../store/tables.js';
import type { ArtifactInfo, ArtifactStore } from './artifact-store.js';
import type { ArtifactTurns } from './artifact-turns.js';

/** Looked up in the database at once. */
const BATCH = 200;

export interface CollectOptions {
  readonly store: ArtifactStore;
  readonly db: Database;
  readonly turns: ArtifactTurns;
  readonly clock: Clock;
  /** What was put or touched less long ago stays. */
  readonly graceMs: number;
  /** Only find out what would be removed. */
  readonly dryRun: boolean;
  /** Ends it between two artifacts, with its reason. */
  readonly signal: AbortSignal;
}

/** What a batch came to. */
export interface CollectedBatch {
  /** Those removed, or that would be. */
  readonly orphans: readonly ArtifactInfo[];
  /** Looked at so far. */
  readonly examined: number;
}

/**
 * Removes artifacts that nothing names and that are older than the grace period.
 *
 * 1. Of a batch, those that are old enough by the listing are looked up in the database.
 * 2. One that nothing names is looked at closely, while nobody else can go by its being there: whether it has been
 *    put or named meanwhile. Only then is it removed.
 */
export async function* collectOrphans(options: CollectOptions): AsyncGenerator<CollectedBatch> {
  let examined = 0;
  for (const kind of ARTIFACT_KINDS) {
    for await (const batch of batchesOf(options.store.list(kind))) {
      examined += batch.length;
      const old = batch.filter((info) => isOld(info, options));
      const named = await referencedArtifacts(
        options.db,
        kind,
        old.map(({ sha256 }) => sha256),
      );
      const orphans = [];
      for (const info of old.filter(({ sha256 }) => !named.has(sha256))) {
        options.signal.throwIfAborted();
        const orphan = await options.turns.take(info, () => collectOne(info, options));
        if (orphan) orphans.push(orphan);
      }
      yield { orphans, examined };
    }
  }
}

/** The artifact, where it is an orphan; it is gone then, unless nothing is to be removed. */
async function collectOne(
  { kind, sha256 }: ArtifactInfo,
  options: CollectOptions,
): Promise<ArtifactInfo | undefined> {
  const { store, db, dryRun } = options;
  const info = await store.find({ kind, sha256 });
  if (!info || !isOld(info, options)) return undefined;
  if ((await referencedArtifacts(db, kind, [sha256])).size > 0) return undefined;
  if (!dryRun) await store.delete(info);
  return info;
}

function isOld({ updatedAtMs }: ArtifactInfo, { clock, graceMs }: CollectOptions): boolean {
  return clock.now() - updatedAtMs > graceMs;
}

async function* batchesOf(infos: AsyncIterable<ArtifactInfo>): AsyncGenerator<readonly ArtifactInfo[]> {
  let batch: ArtifactInfo[] = [];
  for await (const info of infos) {
    batch.push(info);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
