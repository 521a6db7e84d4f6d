import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GroupCommit } from '../src/commit/group-commit.js';
import { Controller } from '../src/controller.js';
import type { Search } from '../src/domain/search.js';
import type { Term } from '../src/leadership/term.js';
import { LiveSearch } from '../src/live/live-search.js';
import { LiveState } from '../src/live/live-state.js';

test('what comes with the removal of a search finds none, rather than change what is gone', async () => {
  const search = { id: 's1', ordinal: 1, state: 'deleted' } as Search;
  const live = new LiveState(
    {
      readSearch: () => Promise.resolve(new LiveSearch(search, [])),
      readAgent: () => assert.fail('not needed'),
      readRequest: () => Promise.resolve(undefined),
    },
    [],
    1,
  );
  const ignore = () => undefined;
  const commit = new GroupCommit(
    live,
    { write: () => Promise.resolve(), onChanges: ignore, onBroadcast: ignore, onFailure: ignore },
    (error) => error as Error,
  );
  const controller = new Controller({} as ConstructorParameters<typeof Controller>[0]);
  controller.begin({ live, commit, clock: { now: () => 0 } } as unknown as Term);
  // Both wait for the same reading.
  const removed = controller.onSearch('s1', ({ unit }, found) => {
    unit.purge(found);
  });
  const late = controller.onSearch('s1', ({ unit }, found) => {
    unit.putSearch(found, { ...found.search, state: 'running' });
  });
  await Promise.all([removed, assert.rejects(late, { code: 'SEARCH_NOT_FOUND' })]);
});
