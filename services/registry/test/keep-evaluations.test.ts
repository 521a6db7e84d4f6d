import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EvaluationInput, EvaluationMessage } from '@blockqnn/api';
import { evaluationFromJson, evaluationToJson } from '@blockqnn/events';
import { databaseLocation, migrate, openDatabase } from '@blockqnn/storage';
import { checkEvaluation, type KeptEvaluation } from '../src/kept-evaluation.js';
import { lastOrdinal, listEvaluations, messageOf, trainedEvaluations } from '../src/store/evaluations.js';
import { keepEvaluations } from '../src/store/keep-evaluations.js';
import { MIGRATIONS } from '../src/store/migrations.js';
import type { Database, Tables } from '../src/store/tables.js';
import { onBothDatabases } from './on-both-databases.js';
import { evaluation, testRegistry, type RegistryPlace } from './test-registry.js';

const bothTest = onBothDatabases();

async function openAt(place: RegistryPlace): Promise<Database> {
  const stateDir = typeof place === 'string' ? place : (place['BLOCKQNN_STATE_DIR'] ?? '');
  const url = typeof place === 'string' ? undefined : place['BLOCKQNN_DATABASE_URL'];
  const location = databaseLocation(url, { path: join(stateDir, 'registry.db'), synchronous: 'full' });
  const db = await openDatabase<Tables>(location, { schema: 'blockqnn_registry', applicationName: 'test' });
  await migrate(db, MIGRATIONS);
  return db;
}

/** As it comes from the bus. */
function checked(sent: EvaluationInput): KeptEvaluation {
  const message: EvaluationMessage = evaluationFromJson(evaluationToJson(sent));
  return checkEvaluation(message);
}

async function listed(db: Database): Promise<(string | number | undefined)[][]> {
  const rows = await listEvaluations(db, {}, 0, 1000);
  return rows.map((row) => [messageOf(row).trial, messageOf(row).measurement?.accuracy]);
}

bothTest('a batch is kept as its evaluations would be one after the other', async (place) => {
  const db = await openAt(place);
  try {
    const first = checked(evaluation({ trial: 1, accuracy: 0.25 }));
    const other = checked(evaluation({ trial: 1, accuracy: 0.5, nsc: 'conv5@0' }));
    const second = checked(evaluation({ trial: 2, nsc: 'conv5@0' }));
    assert.deepEqual(await keepEvaluations(db, [first, second, first, other, second]), [
      'new',
      'new',
      'known',
      'replaced',
      'known',
    ]);
    assert.deepEqual(await keepEvaluations(db, []), []);
    assert.deepEqual(await keepEvaluations(db, [second, checked(evaluation({ trial: 3 }))]), [
      'known',
      'new',
    ]);
    assert.deepEqual(await listed(db), [
      ['searches/s1/trials/1', 0.5],
      ['searches/s1/trials/2', 0.5],
      ['searches/s1/trials/3', 0.5],
    ]);
    const rows = await db.selectFrom('block').select('nsc').orderBy('ordinal').execute();
    assert.deepEqual(
      rows.map(({ nsc }) => nsc),
      ['conv3@0', 'conv5@0'],
    );
  } finally {
    await db.destroy();
  }
});

bothTest('those with trained weights are read by reward, then arrival, however many', async (place) => {
  const db = await openAt(place);
  try {
    // Rewards 0 to 2 in turn, so that pages end among equal ones; every tenth has no weights, every seventh is a failure.
    const sent = Array.from({ length: 95 }, (_, index) => {
      const weightsSha256 = index % 10 === 0 ? '' : String(index).padStart(64, '0');
      const accuracy = index % 7 === 0 ? undefined : 0.5;
      return checked(evaluation({ trial: index + 1, reward: index % 3, accuracy, weightsSha256 }));
    });
    const other = evaluation({ trial: 99, nsc: 'conv5@0', reward: 9, weightsSha256: 'a'.repeat(64) });
    await keepEvaluations(db, [...sent, checked(other)]);
    const expected = sent
      .filter(({ message }) => (message.measurement?.weightsSha256 ?? '') !== '')
      .sort((one, two) => two.message.reward - one.message.reward || one.trialNumber - two.trialNumber);
    assert.ok(expected.length > 60);
    const read = [];
    for await (const row of trainedEvaluations(db, sent[0]?.blockId ?? '')) read.push(row.trial);
    assert.deepEqual(
      read,
      expected.map(({ trialNumber }) => trialNumber),
    );
  } finally {
    await db.destroy();
  }
});

bothTest('more than a statement takes are kept at once, or none of them', async (place) => {
  const db = await openAt(place);
  try {
    const many = Array.from({ length: 1100 }, (_, index) => checked(evaluation({ trial: index + 1 })));
    const broken = { ...checked(evaluation({ trial: 2000 })), searchId: 'a\0b' };
    await assert.rejects(keepEvaluations(db, [...many, broken]));
    assert.deepEqual(await listed(db), []);
    const kept = await keepEvaluations(db, many);
    assert.ok(kept.every((each) => each === 'new'));
    assert.equal((await listed(db)).length, 1000);
  } finally {
    await db.destroy();
  }
});

bothTest('evaluations become visible in the order of their ordinals', async (place) => {
  const db = await openAt(place);
  try {
    const events: string[] = [];
    let later: Promise<void> | undefined;
    await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('arrival')
        .set((row) => ({ last: row('last', '+', 1) }))
        .execute();
      later = keepEvaluations(db, [checked(evaluation({ trial: 1 }))]).then(
        () => void events.push('later one'),
      );
      // Long enough for it, were it not made to wait.
      await pause(300);
      events.push('earlier one');
    });
    await later;
    assert.deepEqual(events, ['earlier one', 'later one']);
    assert.equal(await lastOrdinal(db), 2);
  } finally {
    await db.destroy();
  }
});

bothTest('a trial that is sent again with other content counts with it from then on', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  await registry.publish(
    evaluation({ trial: 1, nsc: 'conv1@0', accuracy: 0.9 }),
    evaluation({ trial: 2, nsc: 'conv3@0', accuracy: 0.8 }),
    evaluation({ trial: 3, nsc: 'conv5@0', accuracy: 0.7 }),
  );
  const first = await client.queryBlocks({ pageSize: 1 });
  await registry.publish({ ...evaluation({ trial: 3, nsc: 'conv5@0', accuracy: 0.75 }), attempt: 2 });
  const rest = await client.queryBlocks({ pageSize: 9, pageToken: first.nextPageToken });
  assert.deepEqual(
    [...first.blocks, ...rest.blocks].map(({ statistics }) => [
      statistics?.measured,
      statistics?.accuracy?.best,
    ]),
    [
      [1, 0.9],
      [1, 0.8],
      [1, 0.75],
    ],
  );
});
