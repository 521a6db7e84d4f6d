import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { natsServerBinary } from '../../tools/nats-server-binary.js';
import { ManagedProcess } from './managed-process.js';
import { until } from './until.js';

const START_MS = 30_000;

/** A real nats-server whose JetStream syncs every message to disk. */
export class NatsMember {
  readonly process: ManagedProcess;
  readonly #folder: string;

  private constructor(process: ManagedProcess, folder: string) {
    this.process = process;
    this.#folder = folder;
  }

  static async create(
    folder: string,
    logPath: string,
    onSurprise: (message: string) => void,
  ): Promise<NatsMember> {
    const file = await natsServerBinary();
    await mkdir(folder, { recursive: true });
    const config = join(folder, 'server.conf');
    writeFileSync(
      config,
      `listen: "127.0.0.1:-1"\nports_file_dir: ${JSON.stringify(folder)}\n` +
        `jetstream { store_dir: ${JSON.stringify(folder)}, sync_interval: always }\n`,
    );
    const command = () => {
      for (const name of portsFiles(folder)) rmSync(join(folder, name));
      return { file, args: ['--config', config] };
    };
    return new NatsMember(new ManagedProcess({ name: 'nats-server', logPath, command, onSurprise }), folder);
  }

  /** Starts it; gives its port, another one each time. */
  async start(): Promise<number> {
    await this.process.start();
    return await until('nats-server listens', START_MS, () => {
      const [name] = portsFiles(this.#folder);
      if (name === undefined) return undefined;
      const port = /127\.0\.0\.1:(\d+)/.exec(readFileSync(join(this.#folder, name), 'utf8'))?.[1];
      return port === undefined ? undefined : Number(port);
    });
  }
}

function portsFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.ports'));
}
