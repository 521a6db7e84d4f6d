import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { createSearch, present, requestBlock, runToEnd, searchSpec } from './test-controller.js';
import { submit, testController, type TestController } from './test-controller.js';

/** How a call is told of, by code and reason. */
async function answerOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'OK';
  } catch (error) {
    assert.ok(error instanceof RpcError, String(error));
    return [status[error.code], error.reason].filter(Boolean).join(' ');
  }
}

const first = <Item>(stream: AsyncIterable<Item>): Promise<unknown> => stream[Symbol.asyncIterator]().next();

/** Searches and trials in every state that calls are refused in. */
async function everyState(controller: TestController) {
  const { client } = controller;
  const { name: running } = await createSearch(controller);
  const { name: completed } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
  await runToEnd(controller, completed);
  const { name: deleted } = await createSearch(controller);
  const held = await requestBlock(controller, deleted);
  await client.deleteSearch({ name: deleted });
  const open = await requestBlock(controller, running);
  const done = await requestBlock(controller, running);
  await submit(controller, done, 0.5);
  const spec = searchSpec();
  await client.createSearch({ spec, requestId: 'r' });
  return { running, completed, deleted, held, open, done, nowhere: 'searches/nowhere' };
}

test('every call answers with the codes and reasons that it is documented to have', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { running, completed, deleted, held, open, done, nowhere } = await everyState(controller);
  const measurement = { accuracy: 0.25 };
  const evaluations = [{ nsc: 'conv3@0', measurement }];
  const lost = { trial: open.trial, leaseToken: 'another' };
  const absent = { trial: `${running}/trials/99`, leaseToken: 't' };
  const of = ({ trial, leaseToken }: { readonly trial: string; readonly leaseToken: string }) => ({
    trial,
    leaseToken,
  });
  const ask = (search: string) => client.requestBlocks({ search, count: 1, worker: 'w' });
  const table: readonly (readonly [call: string, promise: Promise<unknown>, answer: string])[] = [
    ['CreateSearch, bad', client.createSearch({}), 'INVALID_ARGUMENT'],
    [
      'CreateSearch, id of another',
      client.createSearch({ spec: searchSpec({ seed: 9 }), requestId: 'r' }),
      'INVALID_ARGUMENT',
    ],
    ['GetSearch, bad', client.getSearch({ name: 'x' }), 'INVALID_ARGUMENT'],
    ['GetSearch, absent', client.getSearch({ name: nowhere }), 'NOT_FOUND'],
    ['GetSearch, deleted', client.getSearch({ name: deleted }), 'OK'],
    ['ListSearches, bad', client.listSearches({ pageSize: -1 }), 'INVALID_ARGUMENT'],
    ['ListSearches, token', client.listSearches({ pageToken: 'x' }), 'INVALID_ARGUMENT'],
    ['PauseSearch, bad', client.pauseSearch({ name: 'x' }), 'INVALID_ARGUMENT'],
    ['PauseSearch, absent', client.pauseSearch({ name: nowhere }), 'NOT_FOUND'],
    [
      'PauseSearch, completed',
      client.pauseSearch({ name: completed }),
      'FAILED_PRECONDITION SEARCH_COMPLETED',
    ],
    ['PauseSearch, deleted', client.pauseSearch({ name: deleted }), 'FAILED_PRECONDITION SEARCH_DELETED'],
    ['ResumeSearch, bad', client.resumeSearch({ name: 'x' }), 'INVALID_ARGUMENT'],
    ['ResumeSearch, absent', client.resumeSearch({ name: nowhere }), 'NOT_FOUND'],
    [
      'ResumeSearch, completed',
      client.resumeSearch({ name: completed }),
      'FAILED_PRECONDITION SEARCH_COMPLETED',
    ],
    ['ResumeSearch, deleted', client.resumeSearch({ name: deleted }), 'FAILED_PRECONDITION SEARCH_DELETED'],
    ['DeleteSearch, bad', client.deleteSearch({ name: 'x' }), 'INVALID_ARGUMENT'],
    ['DeleteSearch, absent', client.deleteSearch({ name: nowhere }), 'NOT_FOUND'],
    ['DeleteSearch, deleted', client.deleteSearch({ name: deleted }), 'OK'],
    ['UndeleteSearch, bad', client.undeleteSearch({ name: 'x' }), 'INVALID_ARGUMENT'],
    ['UndeleteSearch, absent', client.undeleteSearch({ name: nowhere }), 'NOT_FOUND'],
    [
      'UndeleteSearch, not deleted',
      client.undeleteSearch({ name: running }),
      'FAILED_PRECONDITION NOT_DELETED',
    ],
    ['CloneSearch, bad', client.cloneSearch({ source: 'x' }), 'INVALID_ARGUMENT'],
    ['CloneSearch, absent', client.cloneSearch({ source: nowhere }), 'NOT_FOUND'],
    ['CloneSearch, deleted', client.cloneSearch({ source: deleted }), 'FAILED_PRECONDITION SEARCH_DELETED'],
    ['ImportEvaluations, bad', client.importEvaluations({ parent: running }), 'INVALID_ARGUMENT'],
    ['ImportEvaluations, absent', client.importEvaluations({ parent: nowhere, evaluations }), 'NOT_FOUND'],
    [
      'ImportEvaluations, deleted',
      client.importEvaluations({ parent: deleted, evaluations }),
      'FAILED_PRECONDITION SEARCH_DELETED',
    ],
    [
      'RequestBlocks, bad',
      client.requestBlocks({ search: running, count: 0, worker: '' }),
      'INVALID_ARGUMENT',
    ],
    ['RequestBlocks, absent', ask(nowhere), 'NOT_FOUND'],
    ['RequestBlocks, completed', ask(completed), 'OK'],
    ['RequestBlocks, deleted', ask(deleted), 'FAILED_PRECONDITION SEARCH_DELETED'],
    ['ReportProgress, bad', client.reportProgress({ trial: 'x', leaseToken: '' }), 'INVALID_ARGUMENT'],
    ['ReportProgress, absent', client.reportProgress(absent), 'NOT_FOUND'],
    ['ReportProgress, lost', client.reportProgress(lost), 'FAILED_PRECONDITION LEASE_LOST'],
    ['ReportProgress, done', client.reportProgress(of(done)), 'FAILED_PRECONDITION LEASE_LOST'],
    ['ReportProgress, deleted', client.reportProgress(of(held)), 'OK'],
    ['SubmitReward, bad', client.submitReward({ trial: 'x', leaseToken: '' }), 'INVALID_ARGUMENT'],
    ['SubmitReward, absent', client.submitReward({ ...absent, measurement }), 'NOT_FOUND'],
    ['SubmitReward, lost', client.submitReward({ ...lost, measurement }), 'FAILED_PRECONDITION LEASE_LOST'],
    [
      'SubmitReward, other',
      client.submitReward({ ...of(done), measurement }),
      'ALREADY_EXISTS RESULT_DIFFERS',
    ],
    [
      'SubmitReward, deleted',
      client.submitReward({ ...of(held), measurement }),
      'FAILED_PRECONDITION SEARCH_DELETED',
    ],
    ['AbandonTrial, bad', client.abandonTrial({ trial: 'x', leaseToken: '' }), 'INVALID_ARGUMENT'],
    ['AbandonTrial, absent', client.abandonTrial(absent), 'NOT_FOUND'],
    ['AbandonTrial, lost', client.abandonTrial(lost), 'FAILED_PRECONDITION LEASE_LOST'],
    ['AbandonTrial, done', client.abandonTrial(of(done)), 'FAILED_PRECONDITION LEASE_LOST'],
    ['ListTrials, bad', client.listTrials({ parent: 'x' }), 'INVALID_ARGUMENT'],
    ['ListTrials, absent', client.listTrials({ parent: nowhere }), 'NOT_FOUND'],
    ['ListTrials, deleted', client.listTrials({ parent: deleted }), 'OK'],
    ['WatchSearch, bad', first(client.watchSearch({ name: 'x' })), 'INVALID_ARGUMENT'],
    ['WatchSearch, absent', first(client.watchSearch({ name: nowhere })), 'NOT_FOUND'],
    ['ReplayEvents, bad', first(client.replayEvents({ parent: 'x' })), 'INVALID_ARGUMENT'],
  ];
  const answers = await Promise.all(table.map(([, promise]) => answerOf(promise)));
  assert.deepEqual(
    table.map(([call], index) => [call, answers[index]]),
    table.map(([call, , answer]) => [call, answer]),
  );
  await submit(controller, present(open));
});
