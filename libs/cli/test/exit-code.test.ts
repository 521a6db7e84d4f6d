import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RpcError, TlsFaultError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { EXIT_CODES, exitCodeOf, messageOf } from '../src/index.js';

it('fields of recipe and stack are named as flags and files name them', () => {
  const message = 'spec.recipe.min_crop_area: must be 1; stack.classes: must be 10';
  assert.equal(
    messageOf(new RpcError(status.INVALID_ARGUMENT, message)),
    '--recipe minCropArea: must be 1; --stack classes: must be 10',
  );
  assert.equal(messageOf(new Error('recipe.yaml: no such file')), 'recipe.yaml: no such file');
});

it('fields, methods and variables are named as flags and commands', () => {
  const bad = (message: string, reason?: string) =>
    messageOf(
      new RpcError(status.FAILED_PRECONDITION, message, reason === undefined ? {} : { reason }),
      'a:1',
      'controller',
    );
  for (const [message, expected] of [
    ['spec.display_name: must have at most 100 characters', '--name: must have at most 100 characters'],
    [
      'spec.budget.max_evaluations: must be 1; spec.seed: must be 2',
      '--blocks: must be 1; --seed: must be 2',
    ],
    ['spec.stack.stages[0].filters: must be 1', '--stack stages[0].filters: must be 1'],
    [
      'searches/a is deleted; UndeleteSearch brings it back',
      'searches/a is deleted; `blockqnn search undelete` brings it back',
    ],
    [
      'pauseSearch takes the role admin; the token ci has the role reader',
      '`blockqnn search pause` takes the role admin; the token ci has the role reader',
    ],
    [
      'set BLOCKQNN_TLS_CA, or BLOCKQNN_ALLOW_PLAINTEXT=true; its BLOCKQNN_TLS_CLIENT_CA',
      'set --tls-ca (BLOCKQNN_TLS_CA), or --allow-plaintext (BLOCKQNN_ALLOW_PLAINTEXT=true); its BLOCKQNN_TLS_CLIENT_CA',
    ],
    ['spec.other: is new; OtherBlocks', 'spec.other: is new; OtherBlocks'],
  ] as const) {
    assert.equal(bad(message), expected);
  }
  assert.match(
    bad('the call needs a token', 'TOKEN_MISSING'),
    /^the controller at a:1 asks callers for a token; give one with --token-file FILE, or in BLOCKQNN_TOKEN/,
  );
});

it('names fields as the flags of the command that called', () => {
  const message = 'stack: must be set; order_by: at character 1: no; figures: are two; block: is another';
  const flags = ['--stack', '--order-by', '--of'];
  assert.equal(
    messageOf(new RpcError(status.INVALID_ARGUMENT, message), 'a:1', 'registry', flags),
    '--stack: must be set; --order-by: at character 1: no; --of: are two; block: is another',
  );
  assert.equal(messageOf(new RpcError(status.INVALID_ARGUMENT, message), 'a:1', 'registry'), message);
});

it('says what to do where a block, a training or an artifact is not there', () => {
  for (const [message, command] of [
    ['no evaluation of blocks/0123456789abcdef is kept', 'blocks best'],
    ['trainings/00112233445566778899aabbccddeeff is not kept', 'trainings list'],
    ['weights/0b is not kept', 'artifacts list'],
  ] as const) {
    assert.match(messageOf(new RpcError(status.NOT_FOUND, message)), new RegExp(`\`blockqnn ${command}\``));
  }
});

it('says where names of searches come from', () => {
  const error = new RpcError(status.NOT_FOUND, 'there is no search searches/a');
  assert.equal(
    messageOf(error),
    'there is no search searches/a; `blockqnn search list` names those that there are',
  );
  assert.equal(messageOf(new RpcError(status.NOT_FOUND, 'no block')), 'no block');
});

it('tells a service that cannot be spoken with from one that is not there', () => {
  const fault = new TlsFaultError('a:1 speaks TLS; set BLOCKQNN_TLS_CA');
  assert.equal(messageOf(fault, 'a:1', 'controller'), 'a:1 speaks TLS; set --tls-ca (BLOCKQNN_TLS_CA)');
  assert.equal(exitCodeOf(fault), EXIT_CODES.unreachable);
  assert.match(
    messageOf(new RpcError(status.UNAVAILABLE, 'connect ECONNREFUSED'), 'a:1', 'registry'),
    /no service answers at a:1 \(ECONNREFUSED\).*npm start.*--registry HOST:PORT/,
  );
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
