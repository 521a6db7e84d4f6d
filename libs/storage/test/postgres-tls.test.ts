import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError } from '@blockqnn/storage';
import { createCertificates } from '../../../test/tools/certificates.js';
import { query, startPostgres } from '../../../test/tools/postgres.js';

test('speaks TLS as sslmode says', { timeout: 60_000 }, async (t) => {
  const server = await startPostgres(t);
  if (!server) return;
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-tls-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const certificates = await createCertificates(t, folder);
  if (!certificates) return;
  const { caFile, server: own } = certificates;
  // The server's user has to own its key: it copies both for itself.
  await chmod(folder, 0o755);
  for (const [file, name] of [
    [own.certFile, 'server.crt'],
    [own.keyFile, 'server.key'],
  ] as const) {
    await chmod(file, 0o644);
    await query(server.url, `copy (select 1) to program 'cat >/dev/null; install -m 600 ${file} ${name}'`);
  }
  await query(server.url, 'alter system set ssl = on');
  await query(server.url, 'select pg_reload_conf()');

  const encrypted = async (parameters: string) => {
    const [row] = await query(
      server.url + parameters,
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    );
    return row?.['ssl'] === 1;
  };
  // The server reads its settings again in its own time.
  while (!(await encrypted('?sslmode=require').catch(() => false))) await sleep(20);
  assert.equal(await encrypted('?sslmode=disable'), false);
  assert.equal(await encrypted(`?sslmode=verify-full&sslrootcert=${caFile}`), true);
  assert.equal(await encrypted(`?sslmode=verify-ca&sslrootcert=${caFile}`), true);
  const refused = [
    '?sslmode=verify-full', // nobody vouches for the certificate
    `?sslmode=verify-full&sslrootcert=${own.certFile}`,
    `?sslmode=verify-ca&sslrootcert=${certificates.client.certFile}`,
  ];
  for (const parameters of refused) {
    await assert.rejects(
      encrypted(parameters),
      (error) => error instanceof StorageError && error.code === 'ACCESS_DENIED',
      parameters,
    );
  }
});
