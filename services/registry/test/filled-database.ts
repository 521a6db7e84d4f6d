import { join } from 'node:path';
import type { EvaluationInput } from '@blockqnn/api';
import { evaluationFromJson, evaluationToJson } from '@blockqnn/events';
import { databaseLocation, migrate, openDatabase } from '@blockqnn/storage';
import { checkEvaluation } from '../src/kept-evaluation.js';
import { keepEvaluations } from '../src/store/keep-evaluations.js';
import { MIGRATIONS } from '../src/store/migrations.js';
import type { Database, Tables } from '../src/store/tables.js';
import type { RegistryPlace } from './test-registry.js';

/** A registry's database without a registry, with evaluations in it. */
export async function filledDatabase(
  place: RegistryPlace,
  evaluations: readonly EvaluationInput[],
): Promise<Database & AsyncDisposable> {
  const stateDir = typeof place === 'string' ? place : (place['BLOCKQNN_STATE_DIR'] ?? '');
  const url = typeof place === 'string' ? undefined : place['BLOCKQNN_DATABASE_URL'];
  const location = databaseLocation(url, { path: join(stateDir, 'registry.db'), synchronous: 'normal' });
  const db = await openDatabase<Tables>(location, { schema: 'blockqnn_registry', applicationName: 'test' });
  await migrate(db, MIGRATIONS);
  const messages = evaluations.map((evaluation) => evaluationFromJson(evaluationToJson(evaluation)));
  await keepEvaluations(db, messages.map(checkEvaluation));
  return db;
}
