import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAnnouncedFiles } from '../src/download/announced-files.js';

const SHA256 = 'ab'.repeat(32);

function check(names: readonly string[], format: 'MODEL_FORMAT_TFJS' | 'MODEL_FORMAT_SAVED_MODEL') {
  return checkAnnouncedFiles({
    files: names.map((name) => ({ name, sizeBytes: 1, sha256: SHA256 })),
    format,
  });
}

test('what models consist of passes', () => {
  check(['model.json', 'group1-shard1of12.bin', 'MODEL_CARD.md', 'model-card.json'], 'MODEL_FORMAT_TFJS');
  check(
    ['saved_model.pb', 'assets.extra/blockqnn.json', 'variables/variables.index'],
    'MODEL_FORMAT_SAVED_MODEL',
  );
});

describe('names that could leave the folder, or mean something else on another system', () => {
  const everywhere = [
    ...['../evil', '..', '.', '/etc/evil', 'a\\b', 'C:\\evil', 'a:b', '\\\\host\\share', ''],
    ...[
      '.hidden',
      '-rf',
      'sp ace',
      'tab\t',
      'line\n',
      'a\0b',
      'ü',
      'trailing.',
      'trailing ',
      'x'.repeat(101),
    ],
    ...['CON', 'con.json', 'NUL', 'nul.tar.gz', 'com1.bin', 'LPT9', 'aux', 'PRN.md'],
    ...['a/b/c', '../a', 'a/../b', 'a//b', '/a', 'a/', 'variables/NUL', './a'],
  ];
  for (const name of everywhere) {
    test(JSON.stringify(name.slice(0, 20)), () => {
      assert.throws(() => check([name], 'MODEL_FORMAT_SAVED_MODEL'), /sent a file with the name/);
      assert.throws(() => check([name], 'MODEL_FORMAT_TFJS'), /sent a file with the name/);
    });
  }
  test('a folder where the format has none', () => {
    assert.throws(() => check(['variables/variables.index'], 'MODEL_FORMAT_TFJS'), /with the name/);
  });
});

test('two files that some systems take for one, or one inside another', () => {
  assert.throws(() => check(['Model.json', 'model.json'], 'MODEL_FORMAT_TFJS'), /model\.json twice/);
  assert.throws(() => check(['a', 'a/b'], 'MODEL_FORMAT_SAVED_MODEL'), /a as a file and as a folder/);
});

test('nothing, or without length or checksum', () => {
  assert.throws(() => check([], 'MODEL_FORMAT_TFJS'), /announced 0 files/);
  for (const wrong of [{ sizeBytes: -1 }, { sizeBytes: 1.5 }, { sha256: 'x' }, { sha256: 'AB'.repeat(32) }]) {
    const file = { name: 'a', sizeBytes: 1, sha256: SHA256, ...wrong };
    assert.throws(
      () => checkAnnouncedFiles({ files: [file], format: 'MODEL_FORMAT_TFJS' }),
      /announced a without a length or SHA-256/,
    );
  }
});
