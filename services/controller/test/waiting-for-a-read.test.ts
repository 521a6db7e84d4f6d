import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Controller } from '../src/controller.js';
import { waitForBlocks } from '../src/waiting/wait-for-blocks.js';
import { WaitingRoom } from '../src/waiting/waiting-room.js';

test('whoever waits in vain for a search to be read from disk is told when to ask again', async () => {
  const empty = { assignments: [], searchDone: false, retryMs: 1000 };
  // Of a controller what a caller needs who finds the search gone from memory, on a disk that does not answer.
  const controller = {
    waiting: new WaitingRoom(),
    onSearch: () => Promise.resolve(empty),
    live: { find: () => undefined, load: () => new Promise(() => undefined) },
  } as unknown as Controller;
  const request = { searchId: 's1', count: 1, worker: 'w', datasetNames: [], requestId: '' };
  const answer = await waitForBlocks(controller, request, 20, new AbortController());
  assert.ok(Number.isFinite(answer.retryMs), `${answer.retryMs} ms`);
});
