import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a proxy does to the bytes that pass. */
export type ProxyMode =
  | { readonly kind: 'pass' }
  /** Breaks all connections with RST and refuses new ones. */
  | { readonly kind: 'cut' }
  /** Takes connections and bytes, and passes nothing on: what a firewall that drops packets looks like. */
  | { readonly kind: 'blackhole' }
  /** Holds every chunk back for so long. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Lets through at most so many bytes a second, in each direction of each connection. */
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number };

const LOOPBACK = '127.0.0.1';

/** Bytes held back of one direction before the sender is made to wait. */
const MOST_HELD_BYTES = 1024 * 1024;

/** A TCP proxy on loopback that can be told to misbehave. Its port stays, whatever it leads to. */
export class TcpProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #mode: ProxyMode = { kind: 'pass' };
  #target: number | undefined;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (near) => {
      this.#accept(near);
    });
  }

  static async listen(): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return new TcpProxy(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** host:port. */
  get address(): string {
    return `${LOOPBACK}:${this.port}`;
  }

  /** Where new connections lead; before the first call they are refused. */
  leadTo(port: number): void {
    this.#target = port;
  }

  /**
   * Applies to the connections that are there and to all to come. Leaving `blackhole` breaks the connections
   * that it swallowed bytes of, as nobody could know what went missing.
   */
  set mode(mode: ProxyMode) {
    if (mode.kind === 'cut' || this.#mode.kind === 'blackhole') this.breakAll();
    this.#mode = mode;
  }

  /** Breaks all connections with RST; new ones are as good as before. */
  breakAll(): void {
    for (const socket of this.#sockets) reset(socket);
  }

  #accept(near: Socket): void {
    near.on('error', () => undefined);
    if (this.#mode.kind === 'cut' || this.#target === undefined) {
      reset(near);
      return;
    }
    const far = connect({ host: LOOPBACK, port: this.#target, noDelay: true });
    far.on('error', () => {
      reset(near);
    });
    for (const socket of [near, far]) this.#sockets.add(socket);
    near.once('close', () => {
      this.#sockets.delete(near);
      far.destroy();
    });
    far.once('close', () => {
      this.#sockets.delete(far);
      near.destroy();
    });
    this.#pipe(near, far);
    this.#pipe(far, near);
  }

  /** Passes chunks on in order, each when the mode of the moment it came at lets it. */
  #pipe(from: Socket, to: Socket): void {
    const held: { readonly chunk: Buffer; readonly freeAtMs: number }[] = [];
    let heldBytes = 0;
    let freeAtMs = 0;
    let timer: NodeJS.Timeout | undefined;
    const release = (): void => {
      timer = undefined;
      for (let first = held[0]; first !== undefined; first = held[0]) {
        const waitMs = first.freeAtMs - performance.now();
        if (waitMs > 0) {
          timer = setTimeout(release, Math.ceil(waitMs));
          return;
        }
        held.shift();
        heldBytes -= first.chunk.length;
        if (!to.destroyed && this.#mode.kind !== 'blackhole') to.write(first.chunk);
      }
      if (from.readableEnded) to.end();
      else from.resume();
    };
    from.on('data', (chunk: Buffer) => {
      if (this.#mode.kind === 'blackhole') return;
      const nowMs = performance.now();
      freeAtMs = Math.max(freeAtMs, nowMs + this.#holdMs(chunk.length, freeAtMs - nowMs));
      if (freeAtMs <= nowMs && held.length === 0) {
        if (to.write(chunk)) return;
        from.pause();
        to.once('drain', () => from.resume());
        return;
      }
      held.push({ chunk, freeAtMs });
      heldBytes += chunk.length;
      if (heldBytes >= MOST_HELD_BYTES) from.pause();
      timer ??= setTimeout(release, 0);
    });
    from.once('end', () => {
      if (held.length === 0) to.end();
    });
    from.once('close', () => {
      clearTimeout(timer);
    });
  }

  /** How long from now a chunk is held, where the one before it is held `queuedMs` more. */
  #holdMs(bytes: number, queuedMs: number): number {
    const mode = this.#mode;
    if (mode.kind === 'delay') return mode.delayMs;
    if (mode.kind !== 'throttle') return 0;
    return Math.max(0, queuedMs) + (bytes / mode.bytesPerSecond) * 1000;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/**
 * Breaks a connection with RST. One that is being shut down cannot be reset: Node 20 would wait for its end for
 * ever, in a loop, when the process exits.
 */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
