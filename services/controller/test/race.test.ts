import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { AssignmentMessage } from '@blockqnn/api';
import { RpcError } from '@blockqnn/rpc';
import { accuracyOf, createSearch, getSearch, present, testController } from './test-controller.js';

test('64 workers at once spend the budget exactly, and no result is lost or counted twice', async () => {
  await using controller = await testController();
  const { client } = controller;
  const budget = 150;
  const { name } = await createSearch(controller, {
    strategy: 'STRATEGY_KIND_Q_LEARNING',
    maxLayers: 8,
    budget: { maxEvaluations: budget, maxAttempts: 100 },
  });
  const acknowledged = new Map<string, number>();
  const work = async (worker: string, number: number) => {
    for (let turn = 0; ; turn += 1) {
      const { assignments, searchDone } = await client.requestBlocks({
        search: name,
        count: 1 + (number % 3),
        worker,
      });
      if (searchDone) return;
      for (const assignment of assignments) {
        const { trial, leaseToken, block } = assignment;
        if ((number + turn) % 7 === 0) {
          await client.abandonTrial({ trial, leaseToken });
          continue;
        }
        const { trial: done } = await client.submitReward({
          trial,
          leaseToken,
          measurement: { accuracy: accuracyOf(present(block).nsc) },
        });
        assert.ok(!acknowledged.has(trial), `${trial} handed in twice`);
        acknowledged.set(trial, present(done).reward);
      }
      if (assignments.length === 0) await sleep(5);
    }
  };
  await Promise.all(Array.from({ length: 64 }, (_, number) => work(`worker-${number}`, number)));

  const search = await getSearch(controller, name);
  assert.equal(search.succeededCount, budget);
  assert.equal(search.openCount, 0);
  const { trials, nextPageToken } = await client.listTrials({ parent: name, pageSize: 1000 });
  assert.equal(nextPageToken, '');
  assert.equal(trials.length, budget);
  assert.equal(new Set(trials.map(({ block }) => block?.name)).size, budget);
  assert.deepEqual(new Map(trials.map((trial) => [trial.name, trial.reward])), acknowledged);
  assert.equal(search.bestTrial?.reward, Math.max(...acknowledged.values()));
});

/** What a worker, or time, may do next. */
type Step =
  | { readonly kind: 'request'; readonly count: number }
  | { readonly kind: 'submit' | 'report' | 'abandon' | 'fail'; readonly which: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'pause' | 'resume' };

const which = fc.nat(20);
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('request' as const), count: fc.integer({ min: 1, max: 4 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('submit' as const, 'report' as const, 'abandon' as const, 'fail' as const),
        which,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }) },
  ),
  { minLength: 10, maxLength: 60 },
);

test('the books balance after whatever order of calls', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 12 }),
      async (sequence: readonly Step[], maxEvaluations) => {
        const { name } = await createSearch(controller, {
          maxLayers: 3,
          budget: { maxEvaluations, maxAttempts: 2 },
        });
        const handedOut: AssignmentMessage[] = [];
        const accepted = new Set<string>();
        const settle = async (call: Promise<unknown>, trial: string) => {
          const error: unknown = await call.then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (error === undefined) accepted.add(trial);
          else
            assert.ok(
              error instanceof RpcError && ['LEASE_LOST', 'RESULT_DIFFERS'].includes(error.reason ?? ''),
            );
        };
        for (const step of sequence) {
          switch (step.kind) {
            case 'request': {
              const { assignments } = await client.requestBlocks({
                search: name,
                count: step.count,
                worker: 'w',
              });
              handedOut.push(...assignments);
              break;
            }
            case 'wait':
              clock.advance(step.ms);
              break;
            case 'pause':
              await client.pauseSearch({ name }).catch(() => undefined);
              break;
            case 'resume':
              await client.resumeSearch({ name }).catch(() => undefined);
              break;
            case 'submit':
            case 'report':
            case 'abandon':
            case 'fail': {
              const assignment = handedOut[step.which];
              if (assignment === undefined) break;
              const { trial, leaseToken } = assignment;
              const lease = { trial, leaseToken };
              if (step.kind === 'report') await client.reportProgress(lease).catch(() => undefined);
              if (step.kind === 'abandon') await client.abandonTrial(lease).catch(() => undefined);
              if (step.kind === 'submit') {
                await settle(client.submitReward({ ...lease, measurement: { accuracy: 0.5 } }), trial);
              }
              if (step.kind === 'fail') {
                const failure = { reason: 'FAILURE_REASON_TIMED_OUT' } as const;
                await settle(client.submitReward({ ...lease, failure }), trial);
              }
            }
          }
        }
        const search = await getSearch(controller, name);
        const { trials } = await client.listTrials({ parent: name, pageSize: 1000 });
        const inState = (...states: string[]) => trials.filter(({ state }) => states.includes(state));
        assert.ok(trials.length <= maxEvaluations);
        assert.equal(new Set(trials.map(({ block }) => block?.name)).size, trials.length);
        assert.equal(search.succeededCount, inState('TRIAL_STATE_SUCCEEDED').length);
        assert.equal(search.failedCount, inState('TRIAL_STATE_FAILED').length);
        assert.equal(search.openCount, inState('TRIAL_STATE_PENDING', 'TRIAL_STATE_LEASED').length);
        const exhausted = trials.filter(
          ({ failure }) => failure?.reason === 'FAILURE_REASON_ATTEMPTS_EXHAUSTED',
        );
        const completed = inState('TRIAL_STATE_SUCCEEDED', 'TRIAL_STATE_FAILED');
        assert.deepEqual(
          completed
            .filter((trial) => !exhausted.includes(trial))
            .map((trial) => trial.name)
            .sort(),
          [...accepted].sort(),
          'every acknowledged result, and no other',
        );
        for (const { attempt } of trials) assert.ok(attempt <= 2);
        if (completed.length === maxEvaluations) assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
        const rewards = inState('TRIAL_STATE_SUCCEEDED').map(({ reward }) => reward);
        if (rewards.length > 0) assert.equal(search.bestTrial?.reward, Math.max(...rewards));
      },
    ),
    { numRuns: 40 },
  );
});
