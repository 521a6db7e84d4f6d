import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { natsServerBinary } from './nats-server-binary.js';
import { skipForWantOf, type ToolContext } from './needs.js';

const START_MS = 20_000;

/** A real nats-server with JetStream, on loopback, that lives as long as the test. */
export interface NatsServer {
  readonly url: string;
  readonly port: number;
  /** Ends it in good order (SIGTERM); resolves when it has gone. */
  stop(): Promise<void>;
  /** Ends it as a crash does (SIGKILL); resolves when it has gone. */
  kill(): Promise<void>;
  /** Starts it again where it was stopped or killed: the same port, the same streams, and other settings where given. */
  restart(settings?: string): Promise<void>;
}

/**
 * Starts a server that syncs every message to disk. Undefined after the test was skipped for want of it.
 *
 * @param settings Further lines of its configuration file, for instance on who may connect.
 */
export async function startNatsServer(t: ToolContext, settings = ''): Promise<NatsServer | undefined> {
  let binary: string;
  try {
    binary = await natsServerBinary();
  } catch (error) {
    skipForWantOf(t, 'nats-server', `install it, or pip or Go for the test to fetch it (${String(error)})`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-nats-'));
  let running = await launch(binary, folder, -1, settings);
  const { port } = running;
  const atExit = (): void => void running.child.kill('SIGKILL');
  process.once('exit', atExit);
  t.after(async () => {
    process.off('exit', atExit);
    await end(running.child, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    stop: () => end(running.child, 'SIGTERM'),
    kill: () => end(running.child, 'SIGKILL'),
    restart: async (other = settings) => {
      await end(running.child, 'SIGTERM');
      running = await launch(binary, folder, port, other);
    },
  };
}

/** Port −1 takes any free one. */
async function launch(
  binary: string,
  folder: string,
  port: number,
  settings: string,
): Promise<{ child: ChildProcess; port: number }> {
  const config = join(folder, 'server.conf');
  await writeFile(
    config,
    `listen: "127.0.0.1:${port}"\nports_file_dir: ${JSON.stringify(folder)}\n` +
      `jetstream { store_dir: ${JSON.stringify(folder)}, sync_interval: always }\n${settings}\n`,
  );
  await removePortsFiles(folder);
  const child = spawn(binary, ['--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-2000)));
  try {
    return { child, port: await readPort(folder, child) };
  } catch (error) {
    await end(child, 'SIGKILL');
    throw new Error(`nats-server did not start: ${log}`, { cause: error });
  }
}

async function removePortsFiles(folder: string): Promise<void> {
  for (const name of await portsFiles(folder)) await rm(join(folder, name));
}

async function portsFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.ports'));
}

/** The server writes its ports into a file once it listens. */
async function readPort(folder: string, child: ChildProcess): Promise<number> {
  for (let waitedMs = 0; waitedMs < START_MS; waitedMs += 20) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const [name] = await portsFiles(folder);
    const port =
      name === undefined ? undefined : /127\.0\.0\.1:(\d+)/.exec(await readFile(join(folder, name), 'utf8'));
    if (port?.[1] !== undefined) return Number(port[1]);
    await sleep(20);
  }
  throw new Error(`not listening after ${START_MS} ms`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
