import { status } from '@grpc/grpc-js';
import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { connect } from 'node:tls';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type ClientConnection } from '../src/index.js';
import { testAuthority } from './certificates.js';
import { silent, testEvaluator } from './test-evaluator.js';

const ours = testAuthority();
const server = ours.issue('server', '/CN=server');
const worker = ours.issue('worker', '/CN=worker-7/O=Example');
const theirs = testAuthority();

async function engineAt(address: string, connection?: ClientConnection): Promise<string> {
  using client = createClient(EVALUATOR_SERVICE, address, { connection });
  return (await client.getCapabilities({})).engine;
}

/** Serial number of the certificate that a server shows to new connections. */
async function serialAt(address: string): Promise<string> {
  const [host = '', port = ''] = address.split(':');
  return await new Promise((resolve, reject) => {
    const socket = connect(
      { host, port: Number(port), rejectUnauthorized: false, ALPNProtocols: ['h2'] },
      () => {
        resolve(socket.getPeerCertificate().serialNumber);
        socket.destroy();
      },
    );
    socket.on('error', reject);
  });
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await sleep(10);
}

describe('TLS', () => {
  it('is spoken with whom the client trusts, and with nobody else', async () => {
    await using running = await testEvaluator('wasm', { transport: { tls: { identity: server } } });
    assert.equal(await engineAt(running.address, { tls: { ca: ours.ca } }), 'wasm');
    await assert.rejects(engineAt(running.address, { tls: { ca: theirs.ca } }), { code: status.UNAVAILABLE });
    await assert.rejects(engineAt(running.address, { tls: { ca: 'system' } }), { code: status.UNAVAILABLE });
    await assert.rejects(engineAt(running.address), { code: status.UNAVAILABLE });
  });

  it('with a client authority lets in only certificates that it signed', async () => {
    await using running = await testEvaluator('wasm', {
      transport: { tls: { identity: server, ca: ours.ca } },
    });
    const signed = { ca: ours.ca, identity: worker };
    assert.equal(await engineAt(running.address, { tls: signed }), 'wasm');
    await assert.rejects(engineAt(running.address, { tls: { ca: ours.ca } }), { code: status.UNAVAILABLE });
    const foreign = { ca: ours.ca, identity: theirs.issue('worker', '/CN=worker-7') };
    await assert.rejects(engineAt(running.address, { tls: foreign }), { code: status.UNAVAILABLE });
  });

  it('shows a renewed certificate to new connections, while calls go on', { timeout: 30_000 }, async () => {
    const renewed = testAuthority();
    const identity = renewed.issue('server', '/CN=server');
    await using running = await testEvaluator('wasm', { transport: { tls: { identity }, followMs: 20 } });
    using client = createClient(EVALUATOR_SERVICE, running.address, {
      connection: { tls: { ca: renewed.ca } },
    });
    await client.getCapabilities({});
    const before = await serialAt(running.address);
    renewed.issue('server', '/CN=server');
    await until(async () => (await serialAt(running.address)) !== before);
    assert.equal((await client.getCapabilities({})).engine, 'wasm');
    assert.equal(await engineAt(running.address, { tls: { ca: renewed.ca } }), 'wasm');
  });

  it(
    'keeps the certificate that it has where the new one does not do, and logs it once',
    { timeout: 30_000 },
    async () => {
      const broken = testAuthority();
      const identity = broken.issue('server', '/CN=server');
      const lines: string[] = [];
      const destination = new Writable({
        write(chunk: Buffer, _encoding, callback) {
          lines.push(chunk.toString());
          callback();
        },
      });
      const errors = () => lines.filter((line) => line.includes('new certificates do not do'));
      await using running = await testEvaluator('wasm', {
        logger: createLogger({ service: 'test', destination }),
        transport: { tls: { identity }, followMs: 10 },
      });
      const before = await serialAt(running.address);
      writeFileSync(identity.certificate.path, 'nonsense');
      await until(() => errors().length > 0);
      assert.equal(await serialAt(running.address), before);
      rmSync(identity.key.path);
      await until(() => errors().length > 1);
      await sleep(100);
      assert.equal(errors().length, 2);
      assert.match(errors()[0] ?? '', /THE_CERT.*holds no certificate in PEM form/);
      assert.equal(await engineAt(running.address, { tls: { ca: broken.ca } }), 'wasm');
    },
  );

  it('does not start with files that do not do, and says which', async () => {
    const nonsense = { name: 'NONSENSE', path: join(ours.folder, 'nonsense.pem') };
    writeFileSync(nonsense.path, 'nonsense');
    const missing = { name: 'MISSING', path: join(ours.folder, 'no-such.pem') };
    for (const [tls, expected] of [
      [{ identity: { ...server, certificate: missing } }, /^MISSING: .*no-such\.pem: there is no such file$/],
      [
        { identity: { ...server, certificate: { name: 'FOLDER', path: ours.folder } } },
        /^FOLDER: .*cannot be read/,
      ],
      [{ identity: { ...server, certificate: nonsense } }, /^NONSENSE: .*holds no certificate in PEM form$/],
      [{ identity: { ...server, key: nonsense } }, /^NONSENSE: .*holds no private key in PEM form/],
      [
        { identity: { ...server, key: worker.key } },
        /^THE_KEY: .*is not the key of the certificate in THE_CERT$/,
      ],
      [{ identity: server, ca: nonsense }, /^NONSENSE: .*holds no certificate/],
    ] as const) {
      await assert.rejects(testEvaluator('wasm', { transport: { tls } }), { message: expected });
    }
    assert.throws(
      () => createClient(EVALUATOR_SERVICE, 'a:1', { connection: { tls: { ca: missing } } }),
      /^Error: MISSING/,
    );
  });
});

describe('plaintext', () => {
  const everywhere = { listen: { host: '0.0.0.0', port: 0 } };

  it('is listened for on this machine alone unless it is allowed', async () => {
    await assert.rejects(testEvaluator('wasm', everywhere), {
      name: 'ListenError',
      message: /cannot listen on 0\.0\.0\.0:0: without TLS.*BLOCKQNN_TLS_CERT.*BLOCKQNN_ALLOW_PLAINTEXT=true/,
    });
    await using running = await testEvaluator('wasm', { ...everywhere, transport: { allowPlaintext: true } });
    assert.equal(await engineAt(running.address), 'wasm');
    await using encrypted = await testEvaluator('wasm', {
      ...everywhere,
      logger: silent,
      transport: { tls: { identity: server } },
    });
    assert.ok(encrypted.address);
  });

  it('carries no token off this machine unless it is allowed', () => {
    const open = (address: string, connection: ClientConnection) => {
      createClient(EVALUATOR_SERVICE, address, { connection })[Symbol.dispose]();
    };
    const token = 'bqn_secret';
    for (const address of [
      'example.org:1',
      '10.0.0.1:1',
      'localhost:1,example.org:1',
      '127.0.0.1.example.org:1',
    ]) {
      assert.throws(
        () => {
          open(address, { token });
        },
        { name: 'PlaintextTokenError', message: /BLOCKQNN_TLS_CA/ },
        address,
      );
      open(address, { token, allowPlaintext: true });
      open(address, { token, tls: { ca: ours.ca } });
      open(address, {});
    }
    for (const address of ['localhost:1', '127.0.0.1:1', '127.9.9.9:1', '[::1]:1']) open(address, { token });
  });
});
