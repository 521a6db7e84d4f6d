import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createClient } from '@blockqnn/rpc';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { addToTokenFile, hashToken, newToken } from '../src/index.js';
import { securedEvaluator } from './secured-evaluator.js';

it('who is refused is logged with where from, why and what, once for many, and never the token', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-refusals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'tokens.yaml');
  const token = newToken();
  const entry = { name: 'dashboard', role: 'reader', searches: ['a'], expiresMs: undefined } as const;
  await addToTokenFile(file, { ...entry, sha256: hashToken(token).toString('hex') });
  const { server, log } = await securedEvaluator({ BLOCKQNN_TOKENS_FILE: file });
  await using _server = server;
  const call = async (method: 'getCapabilities' | 'evaluateBlock', credential?: string) => {
    using client = createClient(EVALUATOR_SERVICE, server.address, { connection: { token: credential } });
    if (method === 'getCapabilities') await assert.rejects(client.getCapabilities({}));
    else await assert.rejects(client.evaluateBlock({})[Symbol.asyncIterator]().next());
  };
  const guessed = newToken();
  for (let round = 0; round < 4; round += 1) await call('getCapabilities', guessed);
  await call('getCapabilities');
  await call('getCapabilities', token);
  await call('evaluateBlock', token);
  const refused = log.filter(({ msg }) => msg === 'call refused');
  assert.deepEqual(
    refused.map(({ level, method, outcome, reason, token: name }) => [level, method, outcome, reason, name]),
    [
      ['warn', 'getCapabilities', 'UNAUTHENTICATED', 'TOKEN_UNKNOWN', undefined],
      ['warn', 'getCapabilities', 'UNAUTHENTICATED', 'TOKEN_MISSING', undefined],
      ['warn', 'getCapabilities', 'PERMISSION_DENIED', 'SEARCH_NOT_NAMED', 'dashboard'],
      ['warn', 'evaluateBlock', 'PERMISSION_DENIED', 'ROLE_TOO_LOW', 'dashboard'],
    ],
  );
  for (const { peer } of refused) assert.match(String(peer), /^127\.0\.0\.1:\d+$/);
  for (const secret of [token, guessed]) assert.ok(!JSON.stringify(log).includes(secret.slice(4)));
});
