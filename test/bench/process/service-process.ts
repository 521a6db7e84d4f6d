import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { status } from '@grpc/grpc-js';
import { RpcError } from '@blockqnn/rpc';

const CLI = fileURLToPath(new URL('../../../services/standalone/src/cli.ts', import.meta.url));
const START_MS = 60_000;
const POLL_MS = 20;

/** A service in a process of its own, with all defaults but where it keeps its data and what it listens on. */
export interface ServiceProcess {
  readonly pid: number;
  /** host:port. */
  readonly address: string;
  /** Resolves when it is gone. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

/**
 * Starts it and waits until it listens, which it does before it has read its database.
 *
 * @param url - of a PostgreSQL database; undefined: a file in the folder
 * @param variables - further environment variables
 */
export async function startServiceProcess(
  name: 'controller' | 'registry',
  folder: string,
  url: string | undefined,
  variables: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const logFile = join(folder, `${name}-${Date.now()}.log`);
  // To a file, as services log: a pipe would have to be read on the same cores.
  const log = openSync(logFile, 'w');
  const flags = (process.env['BLOCKQNN_BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
  const args = ['--conditions=source', '--import', 'tsx', ...flags, CLI, 'serve', name];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      [`BLOCKQNN_${name.toUpperCase()}_LISTEN`]: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: folder,
      ...(url === undefined ? {} : { BLOCKQNN_DATABASE_URL: url }),
      ...variables,
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  return {
    pid: child.pid ?? 0,
    address: await listening(name, child, logFile),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

async function listening(name: string, child: ChildProcess, logFile: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < START_MS && child.exitCode === null; waitedMs += POLL_MS) {
    const address = /"address":"([^"]+)","msg":"listening"/.exec(readFileSync(logFile, 'utf8'))?.[1];
    if (address !== undefined) return address;
    await sleep(POLL_MS);
  }
  throw new Error(`the ${name} did not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
}

/** Waits until a call is answered by other than UNAVAILABLE. */
export async function serving(call: () => Promise<unknown>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    try {
      await call();
      return;
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== status.UNAVAILABLE || waitedMs > START_MS)
        throw error;
      await sleep(POLL_MS);
    }
  }
}
