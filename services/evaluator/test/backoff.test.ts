import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backoff } from '../src/backoff.js';

describe('Backoff', () => {
  it('doubles up to the bound, each delay between half and the whole, and begins anew after a success', () => {
    const backoff = new Backoff({ initialMs: 100, maxMs: 500 });
    for (const most of [100, 200, 400, 500, 500]) {
      const delayMs = backoff.next();
      assert.ok(delayMs >= most / 2 && delayMs <= most, `${String(delayMs)} of ${String(most)}`);
    }
    backoff.reset();
    assert.ok(backoff.next() <= 100);
  });

  it('follows what the other side asks for, with up to half as much again, and does not grow by it', () => {
    const backoff = new Backoff({ initialMs: 100, maxMs: 500 });
    for (const [named, least] of [
      [2000, 2000],
      [2000, 2000],
      [0, 50],
    ] as const) {
      const delayMs = backoff.next(named);
      assert.ok(delayMs >= least && delayMs <= 1.5 * least, String(delayMs));
    }
    assert.ok(backoff.next() <= 100);
  });
});
