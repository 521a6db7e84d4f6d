import { startPostgres, type PostgresServer } from '../../tools/postgres.js';
import type { Killable } from './killable.js';

/** A real PostgreSQL with fsync on, and a database for each service. */
export class PostgresMember implements Killable, AsyncDisposable {
  readonly name = 'postgres';
  readonly #server: PostgresServer;
  readonly #databases: ReadonlyMap<string, string>;
  readonly #end: () => Promise<void>;
  #alive = true;
  #starting: Promise<void> | undefined;

  private constructor(
    server: PostgresServer,
    databases: ReadonlyMap<string, string>,
    end: () => Promise<void>,
  ) {
    this.#server = server;
    this.#databases = databases;
    this.#end = end;
  }

  /** Starts it. Rejects where npm brought no PostgreSQL for this machine. */
  static async start(services: readonly string[]): Promise<PostgresMember> {
    const ends: (() => unknown)[] = [];
    const server = await startPostgres({
      after: ((end: () => unknown) => void ends.push(end)) as never,
      skip: (message?: string) => {
        throw new Error(message);
      },
    });
    if (!server) throw new Error('no PostgreSQL for this machine');
    const databases = new Map<string, string>();
    for (const service of services) databases.set(service, await server.createDatabase());
    return new PostgresMember(server, databases, async () => {
      for (const end of ends.reverse()) await end();
    });
  }

  get port(): number {
    return this.#server.port;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** URL of a service's database, through a proxy at a port of loopback, under a name for its connections. */
  url(service: string, port: number = this.port, applicationName = 'checker'): string {
    const url = new URL(this.#databases.get(service) ?? '');
    url.port = String(port);
    url.searchParams.set('application_name', applicationName);
    return url.href;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#alive = false;
    await (signal === 'SIGKILL' ? this.#server.kill() : this.#server.stop());
  }

  freeze(): void {
    this.#server.suspend();
  }

  thaw(): void {
    if (this.#alive) this.#server.resume();
  }

  /** Starts it again where it was killed. */
  async start(): Promise<void> {
    if (this.#alive) return;
    this.#starting ??= this.#server.restart().finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
    this.#alive = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }
}
