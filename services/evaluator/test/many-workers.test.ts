import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { testEvaluator } from './evaluator.js';

it(
  'an evaluator with many workers starts without Node’s warning of a leak',
  { timeout: 60_000 },
  async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', note);
    try {
      // Nobody listens there; the workers wait for their processes, and are stopped before those are ready.
      await using _ = await testEvaluator({ workers: 12, controllerAddress: '127.0.0.1:1' });
      await turn();
    } finally {
      process.off('warning', note);
    }
    assert.deepEqual(warnings, []);
  },
);
