import assert from 'node:assert/strict';
import { join } from 'node:path';
import { evaluationToJson } from '@blockqnn/events';
import { databaseLocation, migrate, openDatabase } from '@blockqnn/storage';
import { sql } from 'kysely';
import { EVALUATIONS } from '../src/store/migrations/evaluations.js';
import { TRAININGS } from '../src/store/migrations/trainings.js';
import { onBothDatabases } from './on-both-databases.js';
import { rowsFrom, type Row } from './random-rows.js';
import { evaluation, testRegistry, type RegistryPlace } from './test-registry.js';

const bothTest = onBothDatabases();

/** A database as the version before left it, with evaluations of these ordinals. */
async function oldDatabase(
  place: RegistryPlace,
  rows: readonly (Row & { ordinal: number })[],
): Promise<void> {
  const stateDir = typeof place === 'string' ? place : (place['BLOCKQNN_STATE_DIR'] ?? '');
  const url = typeof place === 'string' ? undefined : place['BLOCKQNN_DATABASE_URL'];
  const location = databaseLocation(url, { path: join(stateDir, 'registry.db'), synchronous: 'full' });
  const db = await openDatabase<unknown>(location, { schema: 'blockqnn_registry', applicationName: 'test' });
  try {
    await migrate(db, [EVALUATIONS, TRAININGS]);
    await db.transaction().execute(async (transaction) => {
      for (const { message, figures, ordinal } of rows) {
        await sql`insert into evaluation (ordinal, search, trial, block, dataset, worker, accuracy, reward, flops,
            parameters, activation_bytes, density, weights_sha256, message_json)
          values (${ordinal}, ${figures.search}, ${figures.trial}, ${figures.block}, ${figures.dataset},
            ${figures.worker}, ${figures.accuracy}, ${figures.reward}, ${figures.flops}, ${figures.parameters},
            ${figures.activation_bytes}, ${figures.density}, ${null},
            ${evaluationToJson(message)})`.execute(transaction);
      }
    });
  } finally {
    await db.destroy();
  }
}

bothTest('a database of the version before keeps all that it has, in its place', async (place) => {
  // More than are copied at once, and with the gaps that refused rows leave.
  const rows = rowsFrom(1, 600, 3).map((row, index) => ({ ...row, ordinal: 3 * index + 1 }));
  await oldDatabase(place, rows);
  await using registry = await testRegistry(place);
  const { client } = registry;
  const { evaluations } = await client.listEvaluations({ pageSize: 1000 });
  assert.deepEqual(
    evaluations.map(({ trial }) => trial),
    rows.map(({ message }) => message.trial),
  );
  for (const { message, figures } of rows.slice(0, 20)) {
    const known = [
      `search = ${figures.search} AND trial = ${figures.trial} AND attempt = ${figures.attempt}`,
      `layers = ${figures.layers} AND strategy = "${figures.strategy}"`,
      `complete_time = "${new Date(figures.complete_time ?? 0).toISOString()}"`,
      figures.duration === null ? '' : `duration = ${figures.duration}s`,
    ];
    const filter = known.filter((term) => term !== '').join(' AND ');
    const { blocks } = await client.queryBlocks({ filter });
    const measured = figures.accuracy !== null;
    assert.deepEqual(
      blocks.map(({ bestEvaluation }) => bestEvaluation?.trial),
      measured ? [message.trial] : [],
      filter,
    );
  }
  const near = await client.findNearestBlocks({ nsc: 'conv5@0,conv3@1,add@2+0', count: 1 });
  assert.equal(near.neighbours[0]?.summary?.block?.nsc, 'conv3@0,conv3@1,add@2+0');
  // What comes in now stands behind, and what is known already is known.
  await registry.publish(
    rows[0]?.message ?? {},
    evaluation({ search: 'new', trial: 1, nsc: 'conv3@0,max3@1' }),
  );
  const { evaluations: now } = await client.listEvaluations({ pageSize: 1000 });
  assert.equal(now.length, 601);
  assert.equal(now.at(-1)?.trial, 'searches/new/trials/1');
});

bothTest('an empty database of the version before is taken over', async (place) => {
  await oldDatabase(place, []);
  await using registry = await testRegistry(place);
  await registry.publish(evaluation({ trial: 1 }));
  assert.equal((await registry.client.queryBlocks({})).blocks.length, 1);
});
