import type { TrainingMessage } from '@blockqnn/api';
import { trainingFromJson } from '@blockqnn/events';
import type { Selectable } from 'kysely';
import { claimCheckpoint, forgetCheckpoint } from './checkpoints.js';
import type { Database, TrainingTable } from './tables.js';

export type TrainingRow = Selectable<TrainingTable>;

/**
 * Keeps a training under its id; one that is there already is replaced. Its message is made from what is
 * kept of it so far, undefined where nothing is. Its checkpoint is forgotten; resolves with the SHA-256 of that, too.
 */
export async function keepTraining(
  db: Database,
  row: Omit<TrainingRow, 'ordinal' | 'message_json'>,
  message: (known: TrainingMessage | undefined) => string,
): Promise<{ readonly message: TrainingMessage; readonly checkpoint: string | undefined }> {
  return db.transaction().execute(async (transaction) => {
    // First, so that none is named in between.
    const checkpoint = await claimCheckpoint(transaction, row.training);
    await forgetCheckpoint(transaction, row.training);
    const first = { ...row, message_json: message(undefined) };
    // Waits for another transaction that is about to keep it.
    const inserted = await transaction
      .insertInto('training')
      .values(first)
      .onConflict((conflict) => conflict.column('training').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return { message: trainingMessageOf(first), checkpoint };
    const known = await transaction
      .selectFrom('training')
      .select('message_json')
      .where('training', '=', row.training)
      .executeTakeFirstOrThrow();
    const kept = { ...row, message_json: message(trainingMessageOf(known)) };
    await transaction.updateTable('training').set(kept).where('training', '=', row.training).execute();
    return { message: trainingMessageOf(kept), checkpoint };
  });
}

export function findTraining(db: Database, id: string): Promise<TrainingRow | undefined> {
  return db.selectFrom('training').selectAll().where('training', '=', id).executeTakeFirst();
}

/** A training's place in the list. */
export interface TrainingPosition {
  readonly testAccuracy: number;
  readonly ordinal: number;
}

/** By test accuracy, the highest first; equal ones in the order they arrived. */
export function listTrainings(
  db: Database,
  block: string | undefined,
  after: TrainingPosition | undefined,
  limit: number,
): Promise<TrainingRow[]> {
  let query = db
    .selectFrom('training')
    .selectAll()
    .orderBy('test_accuracy', 'desc')
    .orderBy('ordinal')
    .limit(limit);
  if (block !== undefined) query = query.where('block', '=', block);
  if (after !== undefined) {
    const { testAccuracy, ordinal } = after;
    query = query.where((where) =>
      where.or([
        where('test_accuracy', '<', testAccuracy),
        where.and([where('test_accuracy', '=', testAccuracy), where('ordinal', '>', ordinal)]),
      ]),
    );
  }
  return query.execute();
}

export function trainingMessageOf(row: Pick<TrainingRow, 'message_json'>): TrainingMessage {
  return trainingFromJson(row.message_json);
}
