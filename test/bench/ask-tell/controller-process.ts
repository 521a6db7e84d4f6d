import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, closeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { status } from '@grpc/grpc-js';
import { createClient, RpcError, type Client } from '@blockqnn/rpc';
import { CONTROLLER_SERVICE, type ControllerMethods } from '@blockqnn/api';

const CLI = fileURLToPath(new URL('../../../services/standalone/src/cli.ts', import.meta.url));
const START_MS = 60_000;
const POLL_MS = 20;

/** A controller in a process of its own, with all defaults but where it keeps its data and what it listens on. */
export interface ControllerProcess extends AsyncDisposable {
  readonly pid: number;
  /** host:port. */
  readonly address: string;
  readonly client: Client<ControllerMethods>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** `url`: of a PostgreSQL database; undefined: a file in the folder. */
export async function startController(folder: string, url: string | undefined): Promise<ControllerProcess> {
  const logFile = join(folder, `controller-${Date.now()}.log`);
  // To a file, as services log: a pipe would have to be read on the same cores.
  const log = openSync(logFile, 'w');
  const flags = (process.env['BLOCKQNN_BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', ...flags, CLI, 'serve', 'controller'],
    {
      env: {
        ...process.env,
        BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
        BLOCKQNN_STATE_DIR: folder,
        ...(url === undefined ? {} : { BLOCKQNN_DATABASE_URL: url }),
      },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const address = await listening(child, logFile);
  const client = createClient(CONTROLLER_SERVICE, address);
  await serving(client);
  return {
    pid: child.pid ?? 0,
    address,
    client,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await end('SIGTERM');
    },
  };
}

async function listening(child: { readonly exitCode: number | null }, logFile: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < START_MS && child.exitCode === null; waitedMs += POLL_MS) {
    const address = /"address":"([^"]+)","msg":"listening"/.exec(readFileSync(logFile, 'utf8'))?.[1];
    if (address !== undefined) return address;
    await sleep(POLL_MS);
  }
  throw new Error(`the controller did not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
}

/** It listens before it has read its database. */
async function serving(client: Client<ControllerMethods>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    try {
      await client.listSearches({ pageSize: 1 });
      return;
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== status.UNAVAILABLE || waitedMs > START_MS)
        throw error;
      await sleep(POLL_MS);
    }
  }
}

/** Gives a folder to work with, and removes it afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
