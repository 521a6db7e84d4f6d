import assert from 'node:assert/strict';
import { it } from 'node:test';
import { status } from '@grpc/grpc-js';
import { RpcError } from '@blockqnn/rpc';
import type { ModelHeaderMessage } from '@blockqnn/api';
import { formatHeader, messageOf } from '../src/index.js';
import { blockArgument } from '../src/block-argument.js';

it('asks whether the address is right where another service answers', () => {
  const error = new RpcError(status.UNIMPLEMENTED, 'The server does not implement the method /x/Y');
  assert.equal(
    messageOf(error, '127.0.0.1:50051', 'registry'),
    "The server does not implement the method /x/Y; is 127.0.0.1:50051 the registry's address?",
  );
});

it('takes block ids in capitals', () => {
  assert.equal(blockArgument('0123456789ABCDEF'), 'blocks/0123456789abcdef');
  assert.equal(blockArgument('blocks/0123456789ABCDEF'), 'blocks/0123456789abcdef');
  assert.equal(blockArgument('conv3@0,conv3@1,add@2+0'), blockArgument('residual'));
  assert.throws(() => blockArgument('conv9@0'), /layer 1: conv has kernel "9"/);
});

it('names the first files of a large model and counts the others', () => {
  const names = [
    'model.json',
    ...Array.from({ length: 94 }, (_, n) => `group1-shard${String(n + 1)}of94.bin`),
  ];
  const header: ModelHeaderMessage = {
    block: null,
    format: 'MODEL_FORMAT_TFJS',
    stack: null,
    figures: null,
    weights: 'WEIGHTS_STATE_INITIALISED',
    trial: '',
    accuracy: 0,
    training: '',
    testAccuracy: 0,
    etag: '',
    files: names.map((name) => ({ name, sizeBytes: 1000, sha256: '' })),
  };
  assert.match(
    formatHeader(header, 'out'),
    /^out: model\.json, group1-shard1of94\.bin, group1-shard2of94\.bin and 92 more files \(95\.0 kB\)/,
  );
});
