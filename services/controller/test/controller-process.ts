import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { status } from '@grpc/grpc-js';
import { CONTROLLER_SERVICE, type ControllerMethods } from '@blockqnn/api';
import { createClient, RpcError, type Client } from '@blockqnn/rpc';
import type { DatabaseLocation } from '@blockqnn/storage';
import { until } from './test-controller.js';

/** A controller in a process of its own, that can be stopped and killed. */
export interface ControllerProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly address: string;
  readonly client: Client<ControllerMethods>;
  /** Resolves with the exit code when it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
}

/** Starts one; resolves when it listens. Disposing kills it. */
export async function controllerProcess(
  stateDir: string,
  database: DatabaseLocation,
): Promise<ControllerProcess> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join(import.meta.dirname, '..', 'src', 'main.ts')],
    {
      env: {
        ...process.env,
        BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
        BLOCKQNN_STATE_DIR: stateDir,
        ...(database.kind === 'postgres' && { BLOCKQNN_DATABASE_URL: database.url }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    const { address } = JSON.parse(line) as { address?: string };
    if (address === undefined) continue;
    // Nobody reads on; a full pipe must not hold it up.
    child.stderr.resume();
    const client = createClient(CONTROLLER_SERVICE, address);
    return {
      child,
      address,
      client,
      ended,
      [Symbol.asyncDispose]: async () => {
        client[Symbol.dispose]();
        child.kill('SIGKILL');
        await ended;
      },
    };
  }
  return assert.fail(`did not start: ${lines.join('\n')}`);
}

/** Whether a controller is the active one, and has its database. */
export async function serves(client: Client<ControllerMethods>): Promise<boolean> {
  try {
    await client.listSearches({});
    return true;
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    if (error.code === status.UNAVAILABLE || error.code === status.DEADLINE_EXCEEDED) return false;
    throw error;
  }
}

export async function untilServes(client: Client<ControllerMethods>): Promise<void> {
  await until(() => serves(client));
}
