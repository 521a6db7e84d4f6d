import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import type { PostgresBinaries } from './postgres-binaries.js';

const START_MS = 30_000;
const READY = 'database system is ready to accept connections';

/** A running server: the first process and those that it forks, one a connection. */
export interface PostgresProcess {
  /** In good order, cutting connections off (SIGINT). */
  stop(): Promise<void>;
  /** As a crash or a power failure does: SIGKILL to every process. */
  kill(): Promise<void>;
  /** For the end of this process: kills without waiting. */
  killNow(): void;
  /** Freezes every process (SIGSTOP): the server takes connections and answers nothing. */
  suspend(): void;
  resume(): void;
}

/** Starts a server on the data; resolves when it takes connections, rejects with the end of its log. */
export async function launchPostgres(
  { postgres, env, user }: PostgresBinaries,
  folder: string,
  port: number,
): Promise<PostgresProcess> {
  const child = spawn(postgres, ['-D', `${folder}/data`, '-p', String(port)], {
    env,
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const pid = child.pid ?? 0;
  const watcher = watch(pid, folder);
  let log = '';
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`not ready after ${START_MS} ms`));
    }, START_MS);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-2000);
      if (!log.includes(READY)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('error', reject).once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`exit code ${code}`));
    });
  });
  const signalAll = (signal: NodeJS.Signals): void => {
    if (ended(child)) return;
    // Stopped first, so that it forks no more while its children are listed.
    child.kill('SIGSTOP');
    for (const each of [...childrenOf(pid), pid]) send(each, signal);
  };
  const end = async (signal: () => void): Promise<void> => {
    if (!ended(child)) {
      const exited = once(child, 'exit');
      signal();
      await exited;
    }
    watcher.kill('SIGKILL');
  };
  const running: PostgresProcess = {
    stop: () =>
      end(() => {
        signalAll('SIGCONT');
        child.kill('SIGINT');
      }),
    kill: () =>
      end(() => {
        signalAll('SIGKILL');
      }),
    killNow: () => {
      signalAll('SIGKILL');
      watcher.kill('SIGKILL');
    },
    suspend: () => {
      signalAll('SIGSTOP');
    },
    resume: () => {
      signalAll('SIGCONT');
    },
  };
  try {
    await ready;
    return running;
  } catch (error) {
    await running.kill();
    throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
  }
}

/**
 * Ends the server and removes its folder where this process is killed and can do neither: a shell of its own
 * whose standard input ends then.
 */
function watch(pid: number, folder: string): ChildProcess {
  const script = 'cat >/dev/null; kill -QUIT "$1"; kill -CONT "$1"; sleep 2; rm -rf -- "$2"';
  const watcher = spawn('sh', ['-c', script, 'watcher', String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  return watcher;
}

function ended({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Each connection's process leads a session of its own, so no signal reaches all of them. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    // pid (name) state ppid …; the name may hold anything.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}
