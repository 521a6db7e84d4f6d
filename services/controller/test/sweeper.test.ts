import { test } from 'node:test';
import type { Controller } from '../src/controller.js';
import { sweepLeases } from '../src/lease-sweeper.js';
import { silent } from './test-controller.js';

test('a search whose agent cannot be read keeps no other from being swept', { timeout: 10_000 }, async () => {
  const stopping = new AbortController();
  const due = (id: string) => ({ search: { id, state: 'running', closed: true }, nextExpiryMs: 0 });
  // Of a controller what the sweeper uses.
  const controller = {
    live: { searches: [due('broken'), due('whole')] },
    clock: { now: () => 1 },
    onSearch: (id: string) => {
      if (id === 'broken') return Promise.reject(new Error('unreadable'));
      stopping.abort();
      return Promise.resolve();
    },
  } as unknown as Controller;
  await sweepLeases({ controller, logger: silent, intervalMs: 1, signal: stopping.signal });
});
