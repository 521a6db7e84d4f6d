import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runChild, type ChildOptions } from './child-program.js';
import { WHEEL_PYTHON, type Distribution } from './distribution.js';
import { LinkError } from './link-error.js';

const POLL_MS = 500;

/**
 * Downloads a distribution's wheels with pip, from whatever index pip is configured with, into the
 * folder; gives their paths. pip refuses content whose SHA-256 is not the pinned one.
 */
export async function downloadWheels(
  python: string,
  { wheels, platforms }: Distribution,
  folder: string,
  options: Pick<ChildOptions, 'env' | 'signal'> & { readonly onProgress: (doneBytes: number) => void },
): Promise<string[]> {
  const [arriving, arrived] = [join(folder, 'arriving'), join(folder, 'arrived')];
  await Promise.all([mkdir(arriving), mkdir(arrived)]);
  const requirements = join(folder, 'requirements.txt');
  await writeFile(
    requirements,
    wheels.map(({ requirement, sha256 }) => `${requirement} --hash=sha256:${sha256}\n`).join(''),
  );
  const watch = setInterval(() => {
    void wheelBytes(folder).then(options.onProgress);
  }, POLL_MS);
  try {
    const result = await runChild(
      [python, '-m', 'pip', 'download', '--require-hashes', '--no-deps', '--only-binary=:all:']
        .concat(['--no-cache-dir', '--disable-pip-version-check', '--progress-bar=off'])
        .concat(['--implementation=cp', `--python-version=${WHEEL_PYTHON.version}`])
        .concat([`--abi=${WHEEL_PYTHON.abi}`, '--abi=none'])
        .concat(platforms.map((platform) => `--platform=${platform}`))
        .concat([`--dest=${arrived}`, `--requirement=${requirements}`]),
      // A temporary folder in memory would be too small.
      { ...options, env: { ...options.env, TMPDIR: arriving } },
    );
    if (result.code !== 0) {
      throw new LinkError(
        `pip could not download TensorFlow: ${lastWords(result)}\nDoes pip reach its package index? \`${python} -m pip config list\` shows which it uses.`,
      );
    }
  } finally {
    clearInterval(watch);
  }
  return (await readdir(arrived)).map((name) => join(arrived, name));
}

/** Bytes of the wheels that have come so far; files come and go meanwhile. */
async function wheelBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names
    .filter((name) => name.endsWith('.whl'))
    .map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
