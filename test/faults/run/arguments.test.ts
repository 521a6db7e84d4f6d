import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseFaultArguments } from './arguments.js';

it('flags have defaults, and errors name flag and bound', () => {
  assert.deepEqual(parseFaultArguments([]), {
    rounds: 20,
    only: undefined,
    seed: 1,
    database: 'postgres',
    workers: 2,
    json: false,
    keep: false,
  });
  assert.equal(parseFaultArguments(['--help']), 'help');
  assert.throws(
    () => parseFaultArguments(['--rounds', '0']),
    /--rounds is 0; it must be a whole number from 1/,
  );
  assert.throws(() => parseFaultArguments(['--seed=-1']), /--seed is -1/);
  assert.throws(() => parseFaultArguments(['--only', '21']), /--only is 21; .* from 1 to 20/);
  assert.throws(
    () => parseFaultArguments(['--database', 'oracle']),
    /--database is oracle; it must be postgres or sqlite/,
  );
  assert.throws(() => parseFaultArguments(['--frobnicate']), /--frobnicate/);
});
