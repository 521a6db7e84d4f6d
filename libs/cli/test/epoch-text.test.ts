import assert from 'node:assert/strict';
import { it } from 'node:test';
import { epochText } from '../src/epoch-text.js';

it('says a restart', () => {
  assert.equal(epochText(2, { done: 2, total: 6, restarts: 0 }), 'epoch 2/6');
  assert.equal(epochText(2, { done: 2, total: 6, restarts: 1 }), 'epoch 2/6 (restarted)');
});
