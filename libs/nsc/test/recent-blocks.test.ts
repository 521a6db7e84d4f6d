import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blockId,
  canonicalBlock,
  createBlock,
  formatBlock,
  formatLayer,
  legalLayers,
  parseBlock,
} from '@blockqnn/nsc';
import { recentBlock } from '../src/recent-blocks.js';

test('a text that was read lately gives the same block, and its canonical form is known', () => {
  const block = parseBlock('conv5@0,max3@1,add@2+0');
  assert.equal(parseBlock(formatBlock(block)), block);
  assert.equal(parseBlock(' conv5@0,max3@1,add@2+0 '), parseBlock('conv5@0,max3@1,add@2+0'));
});

test('the text of a block whose id was asked for gives its canonical form', () => {
  const block = createBlock([
    { type: 'convolution', kernel: 5, predecessors: [0] },
    { type: 'identity', predecessors: [1] },
  ]);
  blockId(block);
  assert.equal(parseBlock('conv5@0'), canonicalBlock(block));
});

test('all codes of a block that is remembered have one canonical form, the same object', () => {
  const [one, other] = ['conv5@0,conv3@0,add@1+2', 'conv3@0,id@0,conv5@2,add@1+3'].map(parseBlock);
  assert.ok(one && other && one !== other);
  blockId(one);
  assert.equal(canonicalBlock(other), canonicalBlock(one));
});

test('memory is bounded: the oldest blocks are forgotten', () => {
  const [thirds, fourths] = [3, 4].map((index) => legalLayers(index).map(formatLayer));
  const texts = ['conv1@0', 'conv3@0', 'conv5@0'].flatMap((first) =>
    (thirds ?? []).flatMap((third) => (fourths ?? []).map((fourth) => `${first},conv1@1,${third},${fourth}`)),
  );
  assert.ok(texts.length > 4096);
  for (const text of texts) parseBlock(text);
  assert.equal(recentBlock(texts.at(0) ?? ''), undefined);
  assert.equal(recentBlock(texts.at(-1) ?? ''), parseBlock(texts.at(-1) ?? ''));
});
