import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { parseAddress, RpcError, validate } from '../src/index.js';

const schema = z.object({
  maxFlops: z.int().min(0),
  stages: z.array(z.object({ repeats: z.int().min(1).max(64) })),
});

it('validate names every bad field in proto spelling', () => {
  assert.throws(
    () => validate(schema, { maxFlops: -1, stages: [{ repeats: 1 }, { repeats: 0 }] }, 'spec.stack'),
    (error: unknown) => {
      assert.ok(error instanceof RpcError);
      assert.deepEqual(
        error.violations.map(({ field }) => field),
        ['spec.stack.max_flops', 'spec.stack.stages[1].repeats'],
      );
      return true;
    },
  );
});

it('validate narrows a good value', () => {
  assert.deepEqual(validate(schema, { maxFlops: 1, stages: [] }), { maxFlops: 1, stages: [] });
});

it('violations are cut off before they overflow a trailer', () => {
  const stages = Array.from({ length: 500 }, () => ({ repeats: 0 }));
  assert.throws(
    () => validate(schema, { maxFlops: 0, stages }),
    (error: unknown) =>
      error instanceof RpcError && error.violations.length === 20 && /480 more/.test(error.message),
  );
});

it('addresses are host and port', () => {
  assert.deepEqual(parseAddress('127.0.0.1:50051'), { host: '127.0.0.1', port: 50051 });
  assert.deepEqual(parseAddress('[::1]:0'), { host: '::1', port: 0 });
  for (const bad of ['', 'localhost', ':1', 'a:70000', 'a:b', '::1:5', 'a:1:2']) {
    assert.equal(parseAddress(bad), undefined, bad);
  }
});
