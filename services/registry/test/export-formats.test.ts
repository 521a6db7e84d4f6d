import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { status } from '@grpc/grpc-js';
import { blockName, stackToProto, type ModelHeaderMessage } from '@blockqnn/api';
import { buildLayerGraph, type Stack } from '@blockqnn/network';
import { blockId, parseBlock, referenceNamed } from '@blockqnn/nsc';
import { exported, type ExportRequest } from './exported.js';
import { failed, refused } from './refused.js';
import { evaluation, STACK, temporaryFolder, testRegistry } from './test-registry.js';

/** No search evaluated it, and it is not the way that it is named by. */
const NSC = 'id@0,conv3@0,conv3@2,add@1+3';
const stack = stackToProto(STACK);

const FORMATS: [ModelHeaderMessage['format'], RegExp][] = [
  ['MODEL_FORMAT_TFJS', /^model\.json,group1-shard1of1\.bin,/],
  ['MODEL_FORMAT_KERAS', /^model\.keras,/],
  ['MODEL_FORMAT_ONNX', /^model\.onnx,/],
  ['MODEL_FORMAT_PYTORCH', /^model\.py,model\.safetensors,/],
  ['MODEL_FORMAT_SAVED_MODEL', /^saved_model\.pb,/],
];

test('any block in every format, with its card; the same request gives the same bytes', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  await using other = await testRegistry(await temporaryFolder(t));
  for (const [format, names] of FORMATS) {
    const request = { nsc: NSC, stack, format, seed: 3 };
    const { header, files } = await exported(registry, request);
    assert.equal(header.format, format);
    assert.equal(header.block?.name, blockName(blockId(parseBlock(NSC))));
    assert.deepEqual(header.figures, { ...buildLayerGraph(parseBlock(NSC), STACK).figures });
    const list = [...files.keys()].join();
    assert.match(list, names);
    assert.match(list, /,MODEL_CARD\.md,model-card\.json$/);
    const card = JSON.parse(files.get('model-card.json')?.toString() ?? '') as Record<string, unknown>;
    assert.deepEqual(
      [card['licence'], card['weights'], card['accuracies']],
      [null, { state: 'initialised', seed: 3 }, []],
    );
    assert.deepEqual((await exported(other, request)).files, files, 'written anew by another registry');
    assert.deepEqual((await exported(registry, request)).header.etag, header.etag);
  }
});

test('reference blocks without an evaluation, by the name of their block', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  const block = referenceNamed('inception')?.block;
  assert.ok(block);
  const { header, files } = await exported(registry, { block: blockName(blockId(block)), stack });
  assert.equal(header.weights, 'WEIGHTS_STATE_INITIALISED');
  assert.match(files.get('MODEL_CARD.md')?.toString() ?? '', /^# BlockQNN model of the inception block$/m);
});

test('the card tells what is known of the evaluation that trained, but not who did it', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  await registry.publish(evaluation({ trial: 7, nsc: NSC, accuracy: 0.625, worker: 'host-42.internal' }));
  const { files } = await exported(registry, { nsc: NSC, licence: 'MIT OR Apache-2.0' });
  const text = files.get('MODEL_CARD.md')?.toString() ?? '';
  assert.match(text, /62\.50 %.*cifar10.*of this block/);
  assert.match(text, /\| Name \| `searches\/s1\/trials\/7` \|/);
  assert.match(text, /`MIT OR Apache-2\.0`, as stated/);
  for (const bytes of files.values()) assert.ok(!bytes.includes('host-42'));
});

test('what is asked for in a way that nothing comes of is refused, and nothing is written', async (t) => {
  const folder = await temporaryFolder(t);
  await using registry = await testRegistry(folder);
  await registry.publish(evaluation({ trial: 1, nsc: 'conv1@0' }));
  const known = blockName(blockId(parseBlock('conv1@0')));
  const training = `trainings/${'a'.repeat(32)}`;
  const tiny: Stack = {
    ...STACK,
    input: { height: 4, width: 4, channels: 3 },
    stages: Array.from({ length: 8 }, () => ({ repeats: 1, filters: 4 })),
  };
  const etag = 'a'.repeat(64);
  const refusals: [ExportRequest, string, RegExp][] = [
    [{ stack }, 'block', /must be "blocks\/\{block\}", or nsc or training be set/],
    [{ block: known, nsc: NSC, stack }, 'nsc', /empty where block is set/],
    [{ training, nsc: NSC, stack }, 'nsc', /empty where training is set/],
    [{ nsc: NSC }, 'stack', /must be set, with images and classes: no evaluation of the block is kept/],
    [{ nsc: 'conv9@0', stack }, 'nsc', /layer 1: conv has kernel "9"/],
    [{ nsc: 'x'.repeat(5000), stack }, 'nsc', /4096/],
    [{ nsc: NSC, stack: stackToProto(tiny) }, 'stack.stages', /at most 3 for 4×4 images/],
    [{ nsc: NSC, stack, format: 17 as 1 }, 'format', /must be one of .*MODEL_FORMAT_SAVED_MODEL/],
    ...[
      'mit!',
      'Apache 2',
      'MIT\nlicense: evil',
      '"; rm -rf',
      '${x}',
      '<b>',
      'mit\0',
      '../LICENCE',
      '- x',
    ].map((licence): [ExportRequest, string, RegExp] => [
      { nsc: NSC, stack, licence },
      'licence',
      /must be an SPDX/,
    ]),
    [{ nsc: NSC, stack, licence: `MIT${' '.repeat(100)}` }, 'licence', /at most 100 characters/],
    [{ nsc: NSC, stack, resume: { etag: 'x', file: 'a', offset: 0 } }, 'resume.etag', /64 lower-case/],
    [{ nsc: NSC, stack, resume: { etag, file: '', offset: 0 } }, 'resume.file', /must name a file/],
    [{ nsc: NSC, stack, resume: { etag, file: 'a', offset: -1 } }, 'resume.offset', /must be 0 to/],
  ];
  for (const [request, field, description] of refusals) {
    await assert.rejects(exported(registry, request), refused(field, description), JSON.stringify(request));
  }
  await assert.rejects(
    exported(registry, { block: 'blocks/0123456789abcdef', stack }),
    failed(status.NOT_FOUND, /no evaluation of blocks\/0123456789abcdef is kept/),
  );
  await assert.rejects(
    exported(registry, { nsc: NSC, stack, weights: 'WEIGHTS_STATE_TRAINED' }),
    failed(status.FAILED_PRECONDITION, /no trained weights of the block/, 'NO_TRAINED_WEIGHTS'),
  );
  assert.deepEqual(await readdir(join(folder, 'spool')), []);
});
