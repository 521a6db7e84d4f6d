import type { EvaluationMessage } from '@blockqnn/api';
import { evaluationFromJson } from '@blockqnn/events';
import type { Selectable } from 'kysely';
import type { Database, EvaluationMessageTable, EvaluationTable } from './tables.js';

export type EvaluationRow = Selectable<EvaluationTable> & Pick<EvaluationMessageTable, 'message_json'>;

export function messageOf(row: Pick<EvaluationRow, 'message_json'>): EvaluationMessage {
  return evaluationFromJson(row.message_json);
}

/** The highest ordinal that is visible: evaluations up to it stay the same, whatever comes in later. */
export async function lastOrdinal(db: Database): Promise<number> {
  return (await db.selectFrom('arrival').select('last').executeTakeFirst())?.last ?? 0;
}

export interface ListedIn {
  readonly search?: string;
  readonly block?: string;
}

function wholeEvaluations(db: Database) {
  return db
    .selectFrom('evaluation')
    .innerJoin('evaluation_message as message', 'message.ordinal', 'evaluation.ordinal')
    .selectAll('evaluation')
    .select('message.message_json');
}

/** In order of arrival, from after the given ordinal on. */
export function listEvaluations(
  db: Database,
  { search, block }: ListedIn,
  after: number,
  limit: number,
): Promise<EvaluationRow[]> {
  let query = wholeEvaluations(db)
    .where('evaluation.ordinal', '>', after)
    .orderBy('evaluation.ordinal')
    .limit(limit);
  if (search !== undefined) query = query.where('search', '=', search);
  if (block !== undefined) query = query.where('block', '=', block);
  return query.execute();
}

/** Evaluations of a block read at once, each with its message. */
const PAGE = 20;

/** Those of a block that left trained weights, by reward, read as they are asked for: a block may have any number. */
export async function* trainedEvaluations(db: Database, block: string): AsyncGenerator<EvaluationRow> {
  for (let last: EvaluationRow | undefined; ;) {
    let query = bestFirst(db, block)
      .where('accuracy', 'is not', null)
      .where('weights_sha256', 'is not', null);
    if (last) {
      const { reward, ordinal } = last;
      query = query.where((row) =>
        row.or([
          row('reward', '<', reward),
          row.and([row('reward', '=', reward), row('evaluation.ordinal', '>', ordinal)]),
        ]),
      );
    }
    const rows = await query.limit(PAGE).execute();
    yield* rows;
    last = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}

/** The evaluation of a block by a trial. */
export function evaluationByTrial(
  db: Database,
  block: string,
  { searchId, number }: { readonly searchId: string; readonly number: number },
): Promise<EvaluationRow | undefined> {
  return wholeEvaluations(db)
    .where('search', '=', searchId)
    .where('trial', '=', number)
    .where('block', '=', block)
    .executeTakeFirst();
}

/** The best evaluation of a block, a failure only where there is nothing else. */
export function bestEvaluation(db: Database, block: string): Promise<EvaluationRow | undefined> {
  return bestFirst(db, block).limit(1).executeTakeFirst();
}

function bestFirst(db: Database, block: string) {
  return wholeEvaluations(db)
    .where('block', '=', block)
    .orderBy((builder) => builder('accuracy', 'is', null))
    .orderBy('reward', 'desc')
    .orderBy('evaluation.ordinal');
}

/** Evaluations found by their figures, each with its message. */
export async function withMessages<Row extends { readonly ordinal: number }>(
  db: Database,
  found: readonly Row[],
): Promise<(Row & Pick<EvaluationMessageTable, 'message_json'>)[]> {
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom('evaluation_message')
    .selectAll()
    .where(
      'ordinal',
      'in',
      found.map(({ ordinal }) => ordinal),
    )
    .execute();
  const messages = new Map(rows.map(({ ordinal, message_json }) => [ordinal, message_json]));
  return found.flatMap((row) => {
    const message_json = messages.get(row.ordinal);
    return message_json === undefined ? [] : [{ ...row, message_json }];
  });
}
