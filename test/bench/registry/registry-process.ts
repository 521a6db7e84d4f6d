import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { status } from '@grpc/grpc-js';
import { REGISTRY_SERVICE, type RegistryMethods } from '@blockqnn/api';
import { createClient, RpcError, type Client } from '@blockqnn/rpc';

const CLI = fileURLToPath(new URL('../../../services/standalone/src/cli.ts', import.meta.url));
const START_MS = 60_000;
const POLL_MS = 20;

/** A registry in a process of its own, with all defaults but where it keeps its data and what it listens on. */
export interface RegistryProcess extends AsyncDisposable {
  readonly pid: number;
  readonly client: Client<RegistryMethods>;
}

/** `url`: of a PostgreSQL database; undefined: a file in the folder. */
export async function startRegistry(folder: string, url: string | undefined): Promise<RegistryProcess> {
  const logFile = join(folder, `registry-${Date.now()}.log`);
  const log = openSync(logFile, 'w');
  const args = ['--conditions=source', '--import', 'tsx', CLI, 'serve', 'registry'];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: folder,
      ...(url === undefined ? {} : { BLOCKQNN_DATABASE_URL: url }),
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  const address = await listening(child, logFile);
  const client = createClient(REGISTRY_SERVICE, address);
  await serving(client);
  return {
    pid: child.pid ?? 0,
    client,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function listening(child: { readonly exitCode: number | null }, logFile: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < START_MS && child.exitCode === null; waitedMs += POLL_MS) {
    const address = /"address":"([^"]+)","msg":"listening"/.exec(readFileSync(logFile, 'utf8'))?.[1];
    if (address !== undefined) return address;
    await sleep(POLL_MS);
  }
  throw new Error(`the registry did not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
}

/** It listens before its database is there. */
async function serving(client: Client<RegistryMethods>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    try {
      await client.listEvaluations({ pageSize: 1 });
      return;
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== status.UNAVAILABLE || waitedMs > START_MS)
        throw error;
      await sleep(POLL_MS);
    }
  }
}
