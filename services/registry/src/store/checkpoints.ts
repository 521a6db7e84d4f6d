import type { CheckpointTable, Database } from './tables.js';

/** The newest checkpoint of a training; undefined also where it was begun anew and has none yet. */
export function findCheckpoint(db: Database, training: string): Promise<CheckpointTable | undefined> {
  return db
    .selectFrom('checkpoint')
    .selectAll()
    .where('training', '=', training)
    .where('sha256', '!=', '')
    .executeTakeFirst();
}

/** What came of naming a checkpoint. */
export type KeptCheckpoint =
  /** With the SHA-256 of the one before. */
  | { readonly kind: 'kept'; readonly before: string | undefined }
  /** The training is registered and was not begun anew. */
  | { readonly kind: 'registered' };

/**
 * Keeps the newest checkpoint of a training in place of the one before, or none where it begins anew. One of a
 * training that is registered is kept only where the training was begun anew since: else nobody would ever remove it.
 */
export function keepCheckpoint(db: Database, row: CheckpointTable): Promise<KeptCheckpoint> {
  const { training } = row;
  return db.transaction().execute(async (transaction) => {
    const before = await claimCheckpoint(transaction, training);
    const isUnderWay = before !== undefined || row.sha256 === '';
    if (!isUnderWay && (await isRegistered(transaction, training))) {
      await forgetCheckpoint(transaction, training);
      return { kind: 'registered' };
    }
    await transaction.updateTable('checkpoint').set(row).where('training', '=', training).execute();
    return { kind: 'kept', before: before === '' ? undefined : before };
  });
}

/** Of a row that nobody but its transaction ever sees. */
const NOT_YET_BYTES = -1;

/**
 * Until the transaction ends others that claim the checkpoint of this training wait. Resolves with the SHA-256 that is
 * kept of it, undefined where nothing is; a row is there in any case.
 */
export async function claimCheckpoint(transaction: Database, training: string): Promise<string | undefined> {
  const { sha256, size_bytes } = await transaction
    .insertInto('checkpoint')
    .values({ training, sha256: '', size_bytes: NOT_YET_BYTES, update_time: 0 })
    .onConflict((conflict) => conflict.column('training').doUpdateSet({ training }))
    .returning(['sha256', 'size_bytes'])
    .executeTakeFirstOrThrow();
  return size_bytes === NOT_YET_BYTES ? undefined : sha256;
}

export async function forgetCheckpoint(db: Database, training: string): Promise<void> {
  await db.deleteFrom('checkpoint').where('training', '=', training).execute();
}

async function isRegistered(db: Database, training: string): Promise<boolean> {
  const row = await db
    .selectFrom('training')
    .select('training')
    .where('training', '=', training)
    .executeTakeFirst();
  return row !== undefined;
}
