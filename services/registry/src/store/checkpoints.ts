import type { CheckpointTable, Database } from './tables.js';

export function findCheckpoint(db: Database, training: string): Promise<CheckpointTable | undefined> {
  return db.selectFrom('checkpoint').selectAll().where('training', '=', training).executeTakeFirst();
}

/** Keeps the newest checkpoint of a training in place of the one before, whose SHA-256 it resolves with. */
export function keepCheckpoint(db: Database, row: CheckpointTable): Promise<string | undefined> {
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('checkpoint')
      .select('sha256')
      .where('training', '=', row.training)
      .executeTakeFirst();
    await transaction
      .insertInto('checkpoint')
      .values(row)
      .onConflict((conflict) => conflict.column('training').doUpdateSet(row))
      .execute();
    return known?.sha256;
  });
}

/** Forgets the checkpoint of a training; resolves with its SHA-256. */
export async function forgetCheckpoint(db: Database, training: string): Promise<string | undefined> {
  const row = await db
    .deleteFrom('checkpoint')
    .where('training', '=', training)
    .returning('sha256')
    .executeTakeFirst();
  return row?.sha256;
}
