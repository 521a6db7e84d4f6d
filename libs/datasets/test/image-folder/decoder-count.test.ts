import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDecoders } from '../../src/image-folder/decoder-count.js';

test('every core decodes, within what native code gets of threads', () => {
  const cases: readonly (readonly [cores: number, pool: string | undefined, decoders: number])[] = [
    [1, undefined, 1],
    [2, undefined, 2],
    [6, undefined, 4],
    [64, undefined, 4],
    [64, '16', 16],
    [64, 'many', 4],
    [4, '1', 1],
  ];
  for (const [cores, pool, decoders] of cases) assert.equal(defaultDecoders(cores, pool), decoders);
});
