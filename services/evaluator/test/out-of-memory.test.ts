import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saysOutOfMemory } from '../src/child/out-of-memory.js';
import { trainingBytes } from '../src/child/training-memory.js';
import { resultOfExit } from '../src/workers/end-of-child.js';
import { withoutBoilerplate } from '../src/workers/last-words.js';

const died = (signal: NodeJS.Signals, lastWords: string) =>
  resultOfExit({ intended: false, how: `signal ${signal}`, signal, lastWords });

describe('out of memory', () => {
  it('is recognised in what the engines and V8 throw', () => {
    const [huge] = [2 ** 53 - 1];
    assert.throws(() => new Float32Array(huge), saysOutOfMemory);
    assert.ok(saysOutOfMemory(new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')));
    assert.equal(saysOutOfMemory(new RangeError('offset is out of bounds')), false);
    assert.equal(saysOutOfMemory(undefined), false);
  });

  it('is recognised in the last words of a process that aborted', () => {
    for (const words of [
      "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc",
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb09980 node::Abort()',
    ]) {
      const result = died('SIGABRT', words);
      assert.ok(result.kind === 'failed' && result.reason === 'outOfMemory');
      assert.match(result.message, /signal SIGABRT/);
      assert.match(result.message, /bad_alloc|heap out of memory/);
    }
  });

  it('is not made out of an abort for another reason, or of words before another death', () => {
    for (const result of [died('SIGABRT', 'assertion failed'), died('SIGSEGV', 'once was out of memory')]) {
      assert.equal(result.kind, 'crashed');
      assert.match(result.message, /signal SIG(ABRT|SEGV)/);
    }
  });

  it('is not made out of what TensorFlow calls no failure', () => {
    const harmless =
      'W bfc_allocator.cc:382] Allocator (GPU_0_bfc) ran out of memory trying to allocate 2.2GiB. The caller indicates that this is not a failure, but this may mean that there could be performance gains if more memory were available.';
    assert.equal(saysOutOfMemory(harmless), false);
    assert.equal(died('SIGABRT', `${harmless}\nF tensor.cc:852] Check failed: dtype()`).kind, 'crashed');
    const real = died('SIGABRT', `std::bad_alloc\n${harmless}`);
    assert.ok(real.kind === 'failed' && real.message.endsWith(': std::bad_alloc'), real.message);
  });

  it('is not blamed where the evaluator itself ended the process', () => {
    const fault = 'it sent a message that is not understood (pace.loss)';
    const exit = { intended: true, how: 'signal SIGKILL', signal: 'SIGKILL', lastWords: 'words' } as const;
    assert.deepEqual(resultOfExit({ ...exit, fault }), {
      kind: 'crashed',
      message: `the training process was ended, since ${fault}`,
    });
  });

  it('is not looked for in what TensorFlow writes whenever it is loaded', () => {
    const words = [
      'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
      'I0000 00:00:1 port.cc:153] oneDNN custom operations are on. You may see slightly different results',
      'assertion failed',
    ];
    assert.equal(withoutBoilerplate(words.join('\n')), 'assertion failed');
  });

  it('is foreseen from parameters in all their copies and the intermediate results of a batch', () => {
    const none = trainingBytes('wasm', { flops: 0, parameters: 0, activationBytes: 0 }, 1);
    const some = trainingBytes('wasm', { flops: 0, parameters: 10, activationBytes: 100 }, 8);
    assert.equal(some - none, 10 * 4 * 8 + 100 * 8);
  });
});
