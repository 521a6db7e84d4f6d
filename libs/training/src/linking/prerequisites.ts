import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runChild, type ChildOptions } from './child-program.js';
import { LEAST_GLIBC } from './distribution.js';
import type { Missing } from './link-error.js';

type Environment = Pick<ChildOptions, 'env' | 'signal'>;

/** Something that was found, or what to do about its lack. */
export type Found<T> = { readonly found: T } | { readonly missing: Missing };

const LEAST_PIP = [20, 3] as const;

/** A command line that compiles C++17 with the standard library's headers. Honours CXX. */
export async function findCompiler(options: Environment): Promise<Found<readonly string[]>> {
  const named = options.env['CXX']?.trim();
  const candidates = named ? [named.split(/\s+/)] : [['g++'], ['c++'], ['clang++']];
  for (const candidate of candidates) {
    const { code } = await runChild([...candidate, '-std=c++17', '-fsyntax-only', '-x', 'c++', '-'], {
      ...options,
      input: '#include <optional>\n#include <string>\nstd::optional<std::string> text;\n',
    });
    if (code === 0) return { found: candidate };
  }
  const tried = candidates.map((candidate) => candidate.join(' ')).join(', ');
  return {
    missing: {
      what: 'a C++17 compiler',
      remedy: `${tried} cannot compile a C++17 program; install g++ 8 or newer (Debian, Ubuntu: apt-get install g++; Fedora: dnf install gcc-c++), or name a compiler in CXX`,
    },
  };
}

/** A Python 3 interpreter with a pip that can download for given platforms. */
export async function findPython(options: Environment): Promise<Found<string>> {
  let remedy = 'neither python3 nor python runs; install python3 with pip';
  for (const python of ['python3', 'python']) {
    const { code, stdout } = await runChild(
      [python, '-c', 'import sys, zlib, pip; print(sys.version_info[0], pip.__version__)'],
      options,
    );
    const [, major, ...pip] = /^(\d+) (\d+)\.(\d+)/.exec(stdout) ?? [];
    if (code === 0 && major === '3' && isAtLeast(pip.map(Number), LEAST_PIP)) return { found: python };
    if (code === 0) remedy = `${python} has an older one: ${stdout.trim()} (Python's major version, pip's)`;
    else if (code !== undefined) remedy = `${python} runs, but has no pip`;
  }
  return {
    missing: {
      what: `Python 3 with pip ${LEAST_PIP.join('.')} or newer`,
      remedy: `${remedy} (Debian, Ubuntu: apt-get install python3-pip; Fedora: dnf install python3-pip)`,
    },
  };
}

/** The C library that TensorFlow's libraries need; musl (Alpine) is another. */
export function missingGlibc(): Missing | undefined {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const version = header.glibcVersionRuntime;
  if (version !== undefined && isAtLeast(version.split('.').map(Number), LEAST_GLIBC)) return undefined;
  return {
    what: `glibc ${LEAST_GLIBC.join('.')} or newer`,
    remedy: `this system has ${version === undefined ? 'another C library (musl, as in Alpine?)' : version}; use a newer or glibc-based one, or stay with the WebAssembly engine, which needs nothing`,
  };
}

/** Room for so many bytes where the folder is or will be. */
export async function missingSpace(folder: string, bytes: number): Promise<Missing | undefined> {
  const { bavail, bsize } = await statfs(existingParent(folder));
  const free = bavail * bsize;
  if (free >= bytes) return undefined;
  return {
    what: `${gigabytes(bytes)} of disk space`,
    remedy: `${folder} has ${gigabytes(free)} left; free some`,
  };
}

/** Whether a hard link from one folder into the other can be made. */
export async function onOneDisk(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(existingParent(a)), stat(existingParent(b))]);
  return first.dev === second.dev;
}

function existingParent(folder: string): string {
  return existsSync(folder) ? folder : existingParent(dirname(folder));
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  for (const [i, wanted] of least.entries()) {
    const part = version[i] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
