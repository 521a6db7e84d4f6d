import { status } from '@grpc/grpc-js';
import { RpcError } from '@blockqnn/rpc';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CallBudgets } from '../src/call-budgets.js';

const exhausted = (reason: string, retryDelayMs: number) => (error: unknown) => {
  assert.ok(error instanceof RpcError);
  assert.deepEqual(
    [error.code, error.reason, error.retryDelayMs],
    [status.RESOURCE_EXHAUSTED, reason, retryDelayMs],
  );
  return true;
};

it('a client has its burst at once, then its rate, and is told when to come again', () => {
  let now = 0;
  const budgets = new CallBudgets({ callsPerSecond: 10, burst: 3, concurrentCalls: 100 }, () => now);
  for (let call = 0; call < 3; call += 1) budgets.take('a');
  assert.throws(
    () => {
      budgets.take('a');
    },
    exhausted('RATE_LIMITED', 100),
  );
  budgets.take('b');
  now = 100;
  budgets.take('a');
  assert.throws(
    () => {
      budgets.take('a');
    },
    exhausted('RATE_LIMITED', 100),
  );
  now = 60_000;
  for (let call = 0; call < 3; call += 1) budgets.take('a');
  assert.throws(
    () => {
      budgets.take('a');
    },
    exhausted('RATE_LIMITED', 100),
  );
});

it('calls under way are counted, and those that end make room', () => {
  const budgets = new CallBudgets({ callsPerSecond: 1000, burst: 1000, concurrentCalls: 2 }, () => 0);
  budgets.take('a');
  budgets.take('a');
  assert.throws(
    () => {
      budgets.take('a');
    },
    exhausted('TOO_MANY_CALLS', 1000),
  );
  budgets.take('b');
  budgets.release('a');
  budgets.take('a');
});

it('no more than its rate and burst ever pass, whatever the order of calls', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }), (gapsMs) => {
      let now = 0;
      const budgets = new CallBudgets({ callsPerSecond: 20, burst: 5, concurrentCalls: 1e6 }, () => now);
      let passed = 0;
      for (const gapMs of gapsMs) {
        now += gapMs;
        try {
          budgets.take('a');
          passed += 1;
        } catch {
          // Refused.
        }
      }
      assert.ok(passed <= 5 + (now / 1000) * 20 + 1e-6);
    }),
  );
});

it('memory is bounded: idle clients are forgotten, those with calls under way are not', () => {
  const budgets = new CallBudgets({ callsPerSecond: 1, burst: 1, concurrentCalls: 1 }, () => 0, 100);
  budgets.take('busy');
  for (let client = 0; client < 10_000; client += 1) {
    budgets.take(String(client));
    budgets.release(String(client));
  }
  assert.ok(budgets.clients <= 100, String(budgets.clients));
  assert.throws(
    () => {
      budgets.take('busy');
    },
    exhausted('RATE_LIMITED', 1000),
  );
});
