import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresOfFile, query } from './postgres.js';

const postgres = postgresOfFile();

test('a server keeps what was committed, however it ends', async (t) => {
  const server = await postgres(t);
  if (!server) return;
  const url = await server.createDatabase();
  assert.deepEqual(await query(url, 'show fsync'), [{ fsync: 'on' }]);
  await query(url, 'create table kept (id integer)');
  for (const end of [() => server.kill(), () => server.stop(), () => Promise.resolve()]) {
    await query(url, 'insert into kept values (1)');
    await end();
    await server.restart();
  }
  assert.deepEqual(await query(url, 'select count(*) as count from kept'), [{ count: 3 }]);
  server.suspend();
  const answer = query(url, 'select 1 as one');
  server.resume();
  assert.deepEqual(await answer, [{ one: 1 }]);
});

test('a server ends with the process that started it, even where that is killed', async (t) => {
  if (!(await postgres(t))) return;
  const code = `import { startPostgres } from './postgres.js';
    const server = await startPostgres({ skip: () => undefined, after: () => undefined });
    server.suspend();
    console.log(server.url);
    setInterval(() => undefined, 1000);`;
  const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', code];
  const starter = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(starter.stdout, 'data')) as [Buffer];
  starter.kill('SIGKILL');
  const gone = () =>
    query(url.toString().trim(), 'select 1').then(
      () => false,
      (error: unknown) => /ECONNREFUSED/.test((error as Error).message),
    );
  while (!(await gone())) await sleep(50);
});
