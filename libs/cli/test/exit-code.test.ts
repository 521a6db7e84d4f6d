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
