import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../services/standalone/src/cli.ts', import.meta.url));
const START_MS = 60_000;

/** A service in a process of its own, as `blockqnn serve NAME` runs it. */
export interface ServiceProcess {
  readonly pid: number;
  /** host:port. */
  readonly address: string;
  /** Ends it in good order; resolves to its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** Starts a service and waits until it listens. Rejects with its log where it does not come to that. */
export async function startService(
  name: 'controller' | 'evaluator' | 'registry',
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', CLI, 'serve', name], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  const address = await listening(name, child);
  return {
    pid: child.pid ?? 0,
    address,
    stop: async () => {
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
    kill: () => end(child, 'SIGKILL'),
  };
}

function listening(name: string, child: ChildProcess): Promise<string> {
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = () => {
      reject(new Error(`the ${name} did not start:\n${log.slice(-20).join('\n')}`));
    };
    const timer = setTimeout(fail, START_MS);
    child.once('exit', fail);
    if (!child.stderr) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      const address = /"address":"([^"]+)","msg":"listening"/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve(address);
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
