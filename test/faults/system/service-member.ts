import { isServing } from './health.js';
import { ManagedProcess } from './managed-process.js';
import { MAINS, SOURCE_FLAGS } from './member-paths.js';
import { TcpProxy } from './tcp-proxy.js';
import { until } from './until.js';

export interface ServiceMemberOptions {
  /** As reports name it, for instance `controller-a`. */
  readonly name: string;
  readonly service: 'controller' | 'registry';
  readonly logPath: string;
  readonly env: (incarnation: number) => Readonly<Record<string, string>>;
  readonly onSurprise: (message: string) => void;
}

const START_MS = 60_000;

/** A service in a process of its own, with a proxy before it. */
export class ServiceMember implements AsyncDisposable {
  readonly name: string;
  readonly process: ManagedProcess;
  /** Leads to the service, whatever port it has now. */
  readonly proxy: TcpProxy;
  #address: string | undefined;

  private constructor(options: ServiceMemberOptions, proxy: TcpProxy) {
    const { name, service, logPath, onSurprise } = options;
    this.name = name;
    this.proxy = proxy;
    const listen = `BLOCKQNN_${service.toUpperCase()}_LISTEN`;
    this.process = new ManagedProcess({
      name,
      logPath,
      onSurprise,
      command: (incarnation) => ({
        file: process.execPath,
        args: [...SOURCE_FLAGS, MAINS[service]],
        env: { ...options.env(incarnation), [listen]: '127.0.0.1:0' },
      }),
      onLine: (line) => {
        const port = /"address":"127\.0\.0\.1:(\d+)"[^\n]*"msg":"listening"/.exec(line)?.[1];
        if (port === undefined) return;
        this.#address = `127.0.0.1:${port}`;
        this.proxy.leadTo(Number(port));
      },
    });
  }

  static async create(options: ServiceMemberOptions): Promise<ServiceMember> {
    return new ServiceMember(options, await TcpProxy.listen());
  }

  /** Past the proxy; undefined until it listens for the first time. */
  get address(): string | undefined {
    return this.#address;
  }

  async start(): Promise<void> {
    if (this.process.alive) return;
    this.#address = undefined;
    await this.process.start();
  }

  /** Whether it says of itself that it serves. */
  async serves(): Promise<boolean> {
    if (!this.process.alive || this.process.frozen || this.#address === undefined) return false;
    return await isServing(this.#address);
  }

  async listening(): Promise<void> {
    await until(`${this.name} listens`, START_MS, () => this.#address);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process[Symbol.asyncDispose]();
    await this.proxy[Symbol.asyncDispose]();
  }
}
