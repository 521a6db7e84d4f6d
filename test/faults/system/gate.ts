import { TcpProxy } from './tcp-proxy.js';

/** Proxies that sit before NATS or PostgreSQL, one a client, so that all of them lead to a new port at once. */
export class Gate {
  readonly proxies: TcpProxy[] = [];
  #port: number | undefined;

  async add(): Promise<TcpProxy> {
    const proxy = await TcpProxy.listen();
    if (this.#port !== undefined) proxy.leadTo(this.#port);
    this.proxies.push(proxy);
    return proxy;
  }

  leadTo(port: number): void {
    this.#port = port;
    for (const proxy of this.proxies) proxy.leadTo(port);
  }
}
