import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { messageOf } from '../src/index.js';

it('fields of recipe and stack are named as flags and files name them', () => {
  const message = 'spec.recipe.min_crop_area: must be 1; stack.classes: must be 10';
  assert.equal(
    messageOf(new RpcError(status.INVALID_ARGUMENT, message)),
    '--recipe minCropArea: must be 1; --stack classes: must be 10',
  );
  assert.equal(messageOf(new Error('recipe.yaml: no such file')), 'recipe.yaml: no such file');
});

it('tells a service that answers that it is not available from one that is not there', () => {
  const standby = new RpcError(status.UNAVAILABLE, 'another controller serves', { reason: 'STANDBY' });
  assert.equal(
    messageOf(standby, '127.0.0.1:1', 'controller'),
    'another controller serves (STANDBY); try again, or name another address than 127.0.0.1:1',
  );
  assert.match(
    messageOf(new RpcError(status.UNAVAILABLE, 'connect ECONNREFUSED'), '127.0.0.1:1'),
    /no service answers/,
  );
});
