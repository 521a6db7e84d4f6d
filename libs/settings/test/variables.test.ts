import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { listenAddress, unknownVariables, variablesOf, wholeNumber } from '../src/index.js';

it('lists what a schema reads, with the defaults that it reads', () => {
  const schema = z.object({
    LISTEN: listenAddress('127.0.0.1:1'),
    COUNT: wholeNumber(1, 64).default(2).describe('how many'),
    LIMIT: wholeNumber(1, 64).optional().describe('a bound'),
    SWITCH: z
      .enum(['on', 'off'])
      .default('off')
      .transform((text) => text === 'on'),
    LIST: z
      .string()
      .default('')
      .transform((text) => text.split(',')),
  });
  assert.deepEqual(
    variablesOf(schema).map(({ name, meaning, byDefault }) => [name, meaning, byDefault]),
    [
      ['LISTEN', 'host:port to listen on; port 0 lets the system choose', '127.0.0.1:1'],
      ['COUNT', 'how many', '2'],
      ['LIMIT', 'a bound', undefined],
      ['SWITCH', '', 'off'],
      ['LIST', '', undefined],
    ],
  );
});

it('names what nothing reads, and what may have been meant', () => {
  const known = ['BLOCKQNN_TOKEN', 'BLOCKQNN_TOKENS_FILE', 'BLOCKQNN_XLA', 'BLOCKQNN_CONTROLLER_LISTEN'];
  const env = {
    PATH: '/bin',
    BLOCKQNN_TOKEN: 'a',
    BLOCKQNN_TOKEN_FILES: 'a',
    BLOCKQNN_FOO: 'a',
    BLOCKQNN_CONTROLER_LISTEN: 'a',
  };
  assert.deepEqual(unknownVariables(env, known), [
    { name: 'BLOCKQNN_CONTROLER_LISTEN', nearest: 'BLOCKQNN_CONTROLLER_LISTEN' },
    { name: 'BLOCKQNN_FOO', nearest: undefined },
    { name: 'BLOCKQNN_TOKEN_FILES', nearest: 'BLOCKQNN_TOKENS_FILE' },
  ]);
});
