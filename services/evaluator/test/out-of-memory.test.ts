import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastTrainingBytes, saysOutOfMemory } from '../src/child/out-of-memory.js';

describe('out of memory', () => {
  it('is recognised in what the engines and V8 throw', () => {
    const [huge] = [2 ** 53 - 1];
    assert.throws(() => new Float32Array(huge), saysOutOfMemory);
    assert.ok(saysOutOfMemory(new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')));
    assert.equal(saysOutOfMemory(new RangeError('offset is out of bounds')), false);
    assert.equal(saysOutOfMemory('out of memory'), false);
  });

  it('counts weights four times and the intermediate results of a batch once', () => {
    assert.equal(leastTrainingBytes({ flops: 0, parameters: 10, activationBytes: 100 }, 8), 10 * 16 + 800);
  });
});
