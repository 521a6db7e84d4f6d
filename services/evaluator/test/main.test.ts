import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function start(env: Record<string, string>): ChildProcess {
  const args = [...process.execArgv.filter((arg) => !arg.startsWith('--test')), main];
  return spawn(process.execPath, args, {
    env: { ...process.env, BLOCKQNN_EVALUATOR_LISTEN: '127.0.0.1:0', BLOCKQNN_WORKERS: '1', ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}

/** Exit code, and what was written to standard error. */
async function ended(service: ChildProcess): Promise<[code: number | null, errors: string]> {
  let errors = '';
  service.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(service, 'close')) as [number | null];
  return [code, errors];
}

describe('the evaluator as a program', { concurrency: true, timeout: 300_000 }, () => {
  it('names bad variables and exits with 1', async () => {
    const [code, errors] = await ended(start({ BLOCKQNN_WORKERS: 'many', BLOCKQNN_SEARCH: 'x' }));
    assert.equal(code, 1);
    const { level, msg = '' } = JSON.parse(errors) as Record<string, string>;
    assert.equal(level, 'fatal');
    assert.deepEqual(msg.split('\n'), [
      'BLOCKQNN_SEARCH: must be searches/- or searches/{search}',
      'BLOCKQNN_WORKERS: must be auto, or a whole number from 1 to 256',
    ]);
  });

  it('names a port that is taken and exits with 1, leaving no training process', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const address = `127.0.0.1:${String(port)}`;
    const [code, errors] = await ended(
      start({ BLOCKQNN_EVALUATOR_LISTEN: address, BLOCKQNN_LOG_LEVEL: 'silent' }),
    );
    taken.close();
    assert.equal(code, 1);
    assert.match(errors, new RegExp(`cannot listen on ${address}.*BLOCKQNN_EVALUATOR_LISTEN`));
  });

  it('warns at the start of a dataset whose folder is not there', async () => {
    const service = start({
      BLOCKQNN_DATASETS: `cifar10:${import.meta.dirname},cifar100:/nonexistent,photos=imagefolder:/none`,
    });
    assert.ok(service.stderr);
    const warned: unknown[] = [];
    for await (const line of createInterface(service.stderr)) {
      const { level, dataset, msg } = JSON.parse(line) as Record<string, string>;
      if (level === 'warn') warned.push([dataset, msg]);
      if (msg === 'listening') service.kill('SIGTERM');
    }
    assert.deepEqual(warned, [
      ['cifar100', 'the folder of a dataset does not exist; its blocks will be given back'],
      ['photos', 'a dataset cannot be described and is left out; start again when it is there'],
    ]);
  });

  it('ends by itself on SIGTERM, training processes included', async () => {
    const service = start({});
    assert.ok(service.stderr);
    let trainingProcess: number | undefined;
    for await (const line of createInterface(service.stderr)) {
      const event = JSON.parse(line) as { msg: string; pid?: number };
      if (event.msg !== 'training process ready') continue;
      trainingProcess = event.pid;
      service.kill('SIGTERM');
    }
    assert.equal(service.exitCode ?? ((await once(service, 'exit')) as [number])[0], 0);
    const pid = trainingProcess ?? 0;
    assert.throws(() => process.kill(pid, 0), /ESRCH/);
  });
});
