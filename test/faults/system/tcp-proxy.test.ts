import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { TcpProxy } from './tcp-proxy.js';

/** A server that sends back what it gets, and a proxy to it. */
async function echoBehindProxy(t: TestContext): Promise<TcpProxy> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = await TcpProxy.listen();
  proxy.leadTo((server.address() as AddressInfo).port);
  t.after(async () => {
    await proxy[Symbol.asyncDispose]();
    server.close();
  });
  return proxy;
}

async function connected(t: TestContext, proxy: TcpProxy): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

async function echo(socket: Socket, text: string): Promise<string> {
  const heard = once(socket, 'data');
  socket.write(text);
  return String((await heard)[0]);
}

const fate = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? 'error');
    });
    socket.once('close', () => {
      resolve('closed');
    });
  });

describe('TcpProxy', () => {
  it('passes bytes both ways', async (t) => {
    const socket = await connected(t, await echoBehindProxy(t));
    assert.equal(await echo(socket, 'hello'), 'hello');
  });

  it('cuts with RST, refuses until healed, and then passes again', async (t) => {
    const proxy = await echoBehindProxy(t);
    const socket = await connected(t, proxy);
    await echo(socket, 'hello');
    const gone = fate(socket);
    proxy.mode = { kind: 'cut' };
    assert.equal(await gone, 'ECONNRESET');
    assert.notEqual(await fate(connect(proxy.port, '127.0.0.1')), undefined);
    proxy.mode = { kind: 'pass' };
    assert.equal(await echo(await connected(t, proxy), 'again'), 'again');
  });

  it('swallows bytes as a blackhole without closing, and breaks those connections when healed', async (t) => {
    const proxy = await echoBehindProxy(t);
    const socket = await connected(t, proxy);
    await echo(socket, 'hello');
    proxy.mode = { kind: 'blackhole' };
    let heard = '';
    socket.on('data', (text) => (heard += String(text)));
    socket.write('lost');
    const open = await Promise.race([
      fate(socket),
      new Promise((resolve) => setTimeout(resolve, 100, 'still open')),
    ]);
    assert.equal(open, 'still open');
    const gone = fate(socket);
    proxy.mode = { kind: 'pass' };
    assert.equal(await gone, 'ECONNRESET');
    assert.equal(heard, '');
  });

  it('delays and throttles without losing or reordering anything', async (t) => {
    const proxy = await echoBehindProxy(t);
    const socket = await connected(t, proxy);
    let heard = '';
    socket.on('data', (text) => (heard += String(text)));
    const words = Array.from({ length: 20 }, (_, i) => `${'x'.repeat(5)}${i};`);
    const all = words.join('');
    const began = performance.now();
    for (const [i, word] of words.entries()) {
      if (i === 5) proxy.mode = { kind: 'delay', delayMs: 40 };
      if (i === 10) proxy.mode = { kind: 'throttle', bytesPerSecond: 1000 };
      if (i === 15) proxy.mode = { kind: 'pass' };
      socket.write(word);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    while (heard.length < all.length) await once(socket, 'data');
    assert.equal(heard, all);
    assert.ok(performance.now() - began >= 40, 'at least the delay went by');
  });

  it('refuses as long as it leads nowhere', async (t) => {
    const proxy = await TcpProxy.listen();
    t.after(() => proxy[Symbol.asyncDispose]());
    assert.equal(await fate(connect(proxy.port, '127.0.0.1')), 'ECONNRESET');
  });
});
