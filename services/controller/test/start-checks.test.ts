import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { silent } from './test-controller.js';

test('settings that cannot serve end the start before the database is touched', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-start-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'bad.yaml'), 'tokens: 1');
  const stateDir = join(folder, 'state');
  const nowhere = join(folder, 'no-such');
  for (const [settings, expected] of [
    [{ BLOCKQNN_TOKENS_FILE: join(folder, 'bad.yaml') }, /^BLOCKQNN_TOKENS_FILE: .*must be a list/],
    [{ BLOCKQNN_TOKENS_FILE: nowhere }, /^BLOCKQNN_TOKENS_FILE: .*no such file/],
    [{ BLOCKQNN_TLS_CERT: nowhere, BLOCKQNN_TLS_KEY: nowhere }, /^BLOCKQNN_TLS_CERT: .*no such file/],
    [{ BLOCKQNN_AUDIT_FILE: join(nowhere, 'audit.jsonl') }, /^BLOCKQNN_AUDIT_FILE: ENOENT/],
    [{ BLOCKQNN_CONTROLLER_LISTEN: '0.0.0.0:0' }, /without TLS.*BLOCKQNN_TLS_CERT/],
  ] as const) {
    const config = controllerConfigFromEnv({
      BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: stateDir,
      ...settings,
    });
    await assert.rejects(startController(config, { logger: silent }), { message: expected });
  }
  assert.deepEqual(await readdir(folder), ['bad.yaml']);
});
