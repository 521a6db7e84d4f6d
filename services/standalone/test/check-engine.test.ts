import assert from 'node:assert/strict';
import { it } from 'node:test';
import { exitCodeOf, EXIT_CODES } from '@blockqnn/cli';
import { checkEngine } from '../src/check-engine.js';

it('takes an engine that is not there for wrong usage, with what to do', () => {
  const absent = { linked: false, reason: 'TensorFlow is not linked' } as const;
  for (const engine of ['wasm', undefined] as const) checkEngine(engine, absent);
  assert.throws(
    () => {
      checkEngine('native', absent);
    },
    (error: unknown) => {
      assert.equal(exitCodeOf(error), EXIT_CODES.usage);
      return /--engine: native cannot be used, since TensorFlow is not linked; run npm run native/.test(
        (error as Error).message,
      );
    },
  );
});
