import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { StallNotice } from '../src/stall-notice.js';

it('says each notice once, after its time without progress, and nothing after the end', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => {
    mock.timers.reset();
  });
  const said: string[] = [];
  const notices = [
    { afterMs: 100, text: 'waits' },
    { afterMs: 300, text: 'mend it' },
    { afterMs: 900, text: 'never' },
  ];
  const stall = new StallNotice(notices, (text) => said.push(text));
  mock.timers.tick(90);
  stall.progress();
  mock.timers.tick(90);
  assert.deepEqual(said, []);
  mock.timers.tick(10);
  assert.deepEqual(said, ['waits']);
  stall.progress();
  mock.timers.tick(299);
  assert.deepEqual(said, ['waits']);
  mock.timers.tick(1);
  assert.deepEqual(said, ['waits', 'mend it']);
  stall[Symbol.dispose]();
  mock.timers.tick(5000);
  assert.deepEqual(said, ['waits', 'mend it']);
});
