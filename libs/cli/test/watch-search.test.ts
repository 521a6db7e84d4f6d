import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import type { SearchDisplay } from '../src/search-display.js';
import { watchSearch } from '../src/watch-search.js';
import { searchMessage } from './messages.js';

const AWAY = new RpcError(status.UNAVAILABLE, 'away');
const COMPLETED = searchMessage({ state: 'SEARCH_STATE_COMPLETED' });

/** Watches a controller whose streams, one after the other, send these searches and end so. */
async function watched(...streams: { sends?: SearchMessage[]; fails?: Error }[]) {
  let opened = 0;
  // Of the client only what is called.
  const controller = {
    watchSearch: async function* () {
      opened += 1;
      await Promise.resolve();
      const stream = streams.length > 1 ? streams.shift() : streams[0];
      for (const search of stream?.sends ?? []) yield { search };
      if (stream?.fails) throw stream.fails;
    },
  } as unknown as Client<ControllerMethods>;
  const notices: string[] = [];
  let stops = 0;
  const display: SearchDisplay = {
    search: () => undefined,
    trial: () => undefined,
    workerProgress: () => undefined,
    notice: (text) => notices.push(text),
    stop: () => (stops += 1),
  };
  const { signal } = new AbortController();
  const result = await watchSearch(controller, 'searches/s1', display, signal, {
    retryMs: 1,
    retries: 3,
  }).catch((error: unknown) => error);
  assert.equal(stops, 1);
  return { result, opened, notices };
}

it('goes on where a controller went away in the middle, and says so once', async () => {
  const { result, opened, notices } = await watched(
    { sends: [searchMessage()], fails: AWAY },
    { fails: AWAY },
    { sends: [COMPLETED] },
  );
  assert.deepEqual([result, opened], [COMPLETED, 3]);
  assert.equal(notices.length, 1);
});

it('gives up where none comes back, where none was there, and where it is no matter of waiting', async () => {
  const missing = new RpcError(status.NOT_FOUND, 'purged');
  assert.deepEqual(await watched({ fails: AWAY }), { result: AWAY, opened: 1, notices: [] });
  const { result, opened } = await watched({ sends: [searchMessage()], fails: AWAY }, { fails: AWAY });
  assert.deepEqual([result, opened], [AWAY, 4]);
  assert.equal((await watched({ sends: [searchMessage()], fails: missing })).result, missing);
});
