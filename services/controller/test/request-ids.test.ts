import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, present, searchSpec, testController } from './test-controller.js';

test('a search is made once for its request id, however many calls come at once, and after a restart', async () => {
  await using controller = await testController();
  const create = async (requestId: string, spec = searchSpec()) =>
    present((await controller.client.createSearch({ spec, requestId })).search).name;
  const names = await Promise.all(Array.from({ length: 50 }, (_, index) => create(`r${index % 5}`)));
  assert.equal(new Set(names).size, 5);
  names.forEach((name, index) => {
    assert.equal(name, names[index % 5]);
  });
  const [first] = names;
  await controller.restart();
  assert.equal(await create('r0'), first);
  assert.equal((await controller.client.listSearches({})).searches.length, 5);
});

test('a request id that came with other content is refused by name, in flight, later and after a restart', async () => {
  await using controller = await testController();
  const other = async () => {
    const call = controller.client.createSearch({ spec: searchSpec({ seed: 8 }), requestId: 'r' });
    const { violations, message } = await failure(call, 'INVALID_ARGUMENT');
    assert.deepEqual(
      violations.map(({ field }) => field),
      ['request_id'],
      message,
    );
  };
  const first = controller.client.createSearch({ spec: searchSpec({ seed: 7 }), requestId: 'r' });
  await Promise.all([first, other()]);
  await other();
  await controller.restart();
  await other();
  // What is left out and its default are the same content only where they are sent alike; an id of another method is another.
  const { search } = await controller.client.cloneSearch({
    source: present((await first).search).name,
    requestId: 'r',
  });
  assert.notEqual(search?.name, (await first).search?.name);
});
