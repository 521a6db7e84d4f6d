import assert from 'node:assert/strict';
import { connect as dial } from 'node:net';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { startNatsServer } from './nats-server.js';
import { skipForWantOf } from './needs.js';
import { runProgram } from './program.js';
import { pythonVenv } from './python.js';

async function greeting(port: number): Promise<string> {
  const socket = dial(port, '127.0.0.1');
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return data.toString();
}

test('a nats-server with JetStream greets, goes at a kill and comes back on its port', async (t) => {
  const server = await startNatsServer(t);
  if (server === undefined) return;
  assert.match(await greeting(server.port), /^INFO .*"jetstream":true/);
  await server.kill();
  await assert.rejects(greeting(server.port), { code: 'ECONNREFUSED' });
  await server.restart();
  assert.match(await greeting(server.port), /^INFO /);
  await server.stop();
});

test('a Python environment runs', async (t) => {
  const python = await pythonVenv(t, []);
  if (python === undefined) return;
  assert.equal((await runProgram(python, ['-c', 'print(6 * 7)'])).trim(), '42');
});

test('a missing program skips the test, and fails it under CI', (t) => {
  const ci = process.env['CI'];
  t.after(() => {
    if (ci === undefined) delete process.env['CI'];
    else process.env['CI'] = ci;
  });
  const skips: (string | undefined)[] = [];
  const context: Pick<TestContext, 'skip' | 'after'> = {
    skip: (message) => skips.push(message),
    after: t.after.bind(t),
  };
  delete process.env['CI'];
  skipForWantOf(context, 'frobnicator', 'buy one');
  assert.deepEqual(skips, ['frobnicator missing: buy one']);
  process.env['CI'] = 'true';
  assert.throws(() => {
    skipForWantOf(context, 'frobnicator', 'buy one');
  }, /frobnicator missing: buy one/);
});

test('under CI the run fails for what was skipped', async (t) => {
  const { CI: ci } = process.env;
  t.after(() => {
    process.exitCode = undefined;
    if (ci === undefined) delete process.env['CI'];
    else process.env['CI'] = ci;
  });
  process.env['CI'] = 'true';
  const file = new URL('../bin/skip-reporter.js', import.meta.url).href;
  const { default: report } = (await import(file)) as {
    default: (events: readonly object[]) => AsyncIterable<string>;
  };
  const exitCode = (): unknown => process.exitCode;
  const outcomeOf = async (skip?: string): Promise<{ said: string; failed: boolean }> => {
    process.exitCode = 0;
    let said = '';
    for await (const text of report([{ type: 'test:pass', data: { name: 'x', skip } }])) said += text;
    return { said, failed: exitCode() === 1 };
  };
  assert.equal((await outcomeOf('frobnicator missing: buy one')).failed, true);
  assert.equal((await outcomeOf()).failed, false);
  delete process.env['CI'];
  const { said, failed } = await outcomeOf('frobnicator missing: buy one');
  assert.equal(failed, false);
  assert.match(said, /1 test skipped: frobnicator missing: buy one/);
});
