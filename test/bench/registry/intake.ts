import { keepRows, type EvaluationRows } from '../../../services/registry/src/store/keep-evaluations.js';
import { lastOrdinal } from '../../../services/registry/src/store/evaluations.js';
import type { Database } from '../../../services/registry/src/store/tables.js';
import type { Figure } from '../../tools/bench.js';
import { BenchEvaluations } from './evaluations.js';

/** Evaluations that are kept to measure it; of a search that the database does not know. */
const EVALUATIONS = 1000;

/** How many evaluations a second a full database takes in, one and many to a commit. Leaves none of them there. */
export async function measureIntake(db: Database, database: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const perCommit of [1, 100]) {
    const rows = newRows(`intake-${String(perCommit)}`);
    const before = await lastOrdinal(db);
    const begin = performance.now();
    for (let kept = 0; kept < rows.length; kept += perCommit) {
      await keepRows(db, rows.slice(kept, kept + perCommit));
    }
    const seconds = (performance.now() - begin) / 1000;
    figures.push({
      name: `${database}: evaluations kept, ${String(perCommit)} to a commit`,
      value: rows.length / seconds,
      unit: '1/s',
    });
    await removeAfter(db, before);
  }
  return figures;
}

function newRows(search: string): readonly EvaluationRows[] {
  const evaluations = new BenchEvaluations(2);
  return Array.from({ length: EVALUATIONS }, () => {
    const { figures, ...rest } = evaluations.next();
    return { ...rest, figures: { ...figures, search } };
  });
}

async function removeAfter(db: Database, ordinal: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const table of ['evaluation', 'evaluation_message', 'block'] as const) {
      await transaction.deleteFrom(table).where('ordinal', '>', ordinal).execute();
    }
    await transaction.updateTable('arrival').set({ last: ordinal }).execute();
  });
}
