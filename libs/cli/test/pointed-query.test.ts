import assert from 'node:assert/strict';
import { it } from 'node:test';
import { status } from '@grpc/grpc-js';
import { invalidArgument, RpcError } from '@blockqnn/rpc';
import { withPlaceShown } from '../src/pointed-query.js';

const refusal = (field: string, description: string) =>
  Promise.reject(invalidArgument([{ field, description }]));

async function messageOf(texts: Record<string, string>, call: Promise<unknown>): Promise<string> {
  try {
    await withPlaceShown(texts, call);
  } catch (error) {
    assert.ok(error instanceof RpcError);
    assert.equal(error.code, status.INVALID_ARGUMENT);
    return error.message;
  }
  return assert.fail('no error');
}

it('shows the place in a text with which a service finds fault', async () => {
  assert.equal(
    await messageOf(
      { filter: 'accuracy >' },
      refusal('filter', 'at character 11: a value is missing after >'),
    ),
    'filter: at character 11: a value is missing after >\n  accuracy >\n            ^',
  );
  assert.equal(
    await messageOf({ order_by: 'speed\tdesc' }, refusal('order_by', 'at character 1: unknown field')),
    'order_by: at character 1: unknown field\n  speed desc\n  ^',
  );
});

it('cuts a long text around the place', async () => {
  const filter = `${'a'.repeat(300)}?${'b'.repeat(300)}`;
  const [, line = '', caret = ''] = (
    await messageOf({ filter }, refusal('filter', 'at character 301: unexpected'))
  ).split('\n');
  assert.ok(line.length < 110);
  assert.equal(line[caret.indexOf('^')], '?');
});

it('leaves other errors as they are', async () => {
  assert.equal(
    await messageOf({}, refusal('page_size', 'must be 0 to 1000')),
    'page_size: must be 0 to 1000',
  );
  assert.equal(
    await messageOf({ filter: 'x' }, refusal('filter', 'must have at most 2000 characters')),
    'filter: must have at most 2000 characters',
  );
  const other = new RpcError(status.NOT_FOUND, 'no');
  await assert.rejects(withPlaceShown({ filter: '' }, Promise.reject(other)), (error) => error === other);
  assert.equal(await withPlaceShown({}, Promise.resolve(3)), 3);
});
