import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { blockName } from '@blockqnn/api';
import { encodeEvaluationCompleted, type BusMessage } from '@blockqnn/events';
import { blockId, parseBlock } from '@blockqnn/nsc';
import { onBothDatabases } from './on-both-databases.js';
import { failed, refused } from './refused.js';
import { evaluation, never, testRegistry, type TestRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const RESIDUAL = 'conv3@0,conv3@1,add@2+0';
const nameOf = (nsc: string) => blockName(blockId(parseBlock(nsc)));

async function trials(registry: TestRegistry, parent = ''): Promise<(string | undefined)[]> {
  const { evaluations } = await registry.client.listEvaluations({ parent });
  return evaluations.map(({ trial }) => trial);
}

bothTest('lists evaluations in the order they arrived, of all, of a search or of a block', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(
    evaluation({ search: 's2', trial: 9, nsc: 'conv3@0' }),
    evaluation({ search: 's1', trial: 2, nsc: 'conv5@0', accuracy: undefined }),
    evaluation({ search: 's1', trial: 1, nsc: 'conv3@0' }),
  );
  assert.deepEqual(await trials(registry), [
    'searches/s2/trials/9',
    'searches/s1/trials/2',
    'searches/s1/trials/1',
  ]);
  assert.deepEqual(await trials(registry, 'searches/s1'), ['searches/s1/trials/2', 'searches/s1/trials/1']);
  assert.deepEqual(await trials(registry, nameOf('conv3@0')), [
    'searches/s2/trials/9',
    'searches/s1/trials/1',
  ]);
  assert.deepEqual(await trials(registry, 'searches/unknown'), []);
  const { evaluations, nextPageToken } = await registry.client.listEvaluations({
    parent: 'searches/s1',
    pageSize: 1,
  });
  assert.deepEqual(evaluations[0]?.failure, {
    reason: 'FAILURE_REASON_DIVERGED',
    message: 'the loss is NaN',
  });
  const next = await registry.client.listEvaluations({
    parent: 'searches/s1',
    pageSize: 1,
    pageToken: nextPageToken,
  });
  assert.deepEqual([next.evaluations[0]?.trial, next.nextPageToken], ['searches/s1/trials/1', '']);
  await assert.rejects(
    registry.client.listEvaluations({ parent: 'searches/s2', pageToken: nextPageToken }),
    refused('page_token', /must be the next_page_token/),
  );
  await assert.rejects(
    registry.client.listEvaluations({ parent: 'trials/1' }),
    refused('parent', /must be "blocks\/\{block\}", "searches\/\{search\}", or empty/),
  );
});

bothTest('keeps each trial once, however often and in whatever version it comes', async (place) => {
  const first = evaluation({ trial: 1, accuracy: 0.5 });
  {
    await using registry = await testRegistry(place);
    await registry.publish(first, evaluation({ trial: 2 }));
  }
  // A new bus knows nothing of the ids published before, as after the broker's duplicate window.
  await using registry = await testRegistry(place);
  await registry.publish(first);
  assert.deepEqual(await trials(registry), ['searches/s1/trials/1', 'searches/s1/trials/2']);
  await registry.publish({ ...evaluation({ trial: 1, accuracy: 0.75 }), attempt: 2 });
  const { evaluations } = await registry.client.listEvaluations({});
  assert.deepEqual(
    evaluations.map(({ trial, measurement }) => [trial, measurement?.accuracy]),
    [
      ['searches/s1/trials/1', 0.75],
      ['searches/s1/trials/2', 0.5],
    ],
  );
});

bothTest('drops what is no sound evaluation and goes on', async (place) => {
  await using registry = await testRegistry(place);
  const sound = evaluation({ trial: 1 });
  const { measurement, block } = sound;
  const unsound = [
    { ...sound, reward: NaN },
    { ...sound, reward: Infinity },
    { ...sound, measurement: { ...measurement, accuracy: 1.01 } },
    { ...sound, measurement: { ...measurement, accuracy: NaN } },
    { ...sound, measurement: { ...measurement, weightsSha256: '../../etc/passwd' } },
    { ...sound, measurement: null },
    { ...sound, block: null },
    { ...sound, block: { ...block, nsc: 'conv7@0' } },
    { ...sound, block: { ...block, name: 'blocks/0000000000000000' } },
    { ...sound, stack: null },
    { ...sound, figures: { flops: -1, parameters: 1, activationBytes: 1 } },
    { ...sound, worker: 'a\0b' },
    { ...sound, dataset: 'a\nb' },
    { ...sound, completeTime: null },
  ].map((evaluation, index) => ({ ...encodeEvaluationCompleted(evaluation), id: `unsound/${index}` }));
  const subject = encodeEvaluationCompleted(sound).subject;
  const bytes = (text: string): BusMessage => ({
    subject,
    id: text,
    headers: {},
    body: new TextEncoder().encode(text),
  });
  for (const message of [...unsound, bytes(''), bytes('{}'), bytes('{"evaluation":3}'), bytes('\xff')]) {
    await registry.bus.publish(message, never);
  }
  assert.deepEqual(await trials(registry), []);
  await registry.publish(sound);
  assert.deepEqual(await trials(registry), ['searches/s1/trials/1']);
});

bothTest('a block with everything known of it', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(
    evaluation({ trial: 1, nsc: RESIDUAL, reward: 40 }),
    evaluation({ search: 's2', trial: 1, nsc: RESIDUAL, reward: 60 }),
    evaluation({ search: 's3', trial: 1, nsc: RESIDUAL, accuracy: undefined, reward: 90 }),
  );
  const { summary, drawing, dot } = await registry.client.getBlock({ name: nameOf(RESIDUAL) });
  assert.equal(summary?.block?.nsc, RESIDUAL);
  assert.equal(summary.bestEvaluation?.trial, 'searches/s2/trials/1');
  assert.equal(summary.evaluationCount, 3);
  assert.match(drawing, /1 {2}conv 3×3 {2}← input/);
  assert.match(dot, /^digraph/);
});

bothTest('a block of which only failures are known', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(evaluation({ trial: 1, accuracy: undefined }));
  const { summary } = await registry.client.getBlock({ name: nameOf('conv3@0') });
  assert.equal(summary?.bestEvaluation?.failure?.reason, 'FAILURE_REASON_DIVERGED');
});

bothTest('an unknown block is NOT_FOUND, a malformed name INVALID_ARGUMENT', async (place) => {
  await using registry = await testRegistry(place);
  await assert.rejects(
    registry.client.getBlock({ name: 'blocks/0123456789abcdef' }),
    failed(status.NOT_FOUND, /no evaluation of blocks\/0123456789abcdef is kept/),
  );
  for (const name of [
    '',
    'blocks/',
    '0123456789abcdef',
    'blocks/0123456789ABCDEF',
    'blocks/0123456789abcdef/',
  ]) {
    await assert.rejects(registry.client.getBlock({ name }), refused('name', /must be "blocks\/\{block\}"/));
  }
});
