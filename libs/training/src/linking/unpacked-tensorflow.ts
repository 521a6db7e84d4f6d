import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChildOptions } from './child-program.js';
import type { Distribution } from './distribution.js';
import { downloadWheels } from './download-wheels.js';
import { extractWheel } from './extract-wheel.js';
import { changedFiles, fileRecordSchema, type FileRecord } from './file-record.js';
import { LinkError } from './link-error.js';
import type { LinkReporter } from './link-reporter.js';

/** TensorFlow's libraries and headers below a cache folder, each file checked. */
export interface UnpackedTensorflow {
  readonly folder: string;
  readonly files: readonly FileRecord[];
}

const RECORD = 'files.json';
const MAKING = '.making-';

/** Where a distribution is kept: beside others, so that changing between variants downloads once each. */
export function unpackedFolder(
  cacheFolder: string,
  { variant, arch, tensorflowVersion }: Distribution,
): string {
  return join(cacheFolder, `tensorflow-${tensorflowVersion}-${variant}-${arch}`);
}

/** What is in the cache and whole; undefined where nothing is. Reads all the files. */
export async function findUnpacked(folder: string): Promise<UnpackedTensorflow | undefined> {
  const text = await readFile(join(folder, RECORD), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const files = z.array(fileRecordSchema).parse(JSON.parse(text));
  return (await changedFiles(folder, files)).length === 0 ? { folder, files } : undefined;
}

/** Downloads and unpacks a distribution. The folder appears whole or not at all. */
export async function unpackTensorflow(
  python: string,
  distribution: Distribution,
  folder: string,
  options: Pick<ChildOptions, 'env' | 'signal'> & { readonly reporter: LinkReporter },
): Promise<UnpackedTensorflow> {
  const { reporter } = options;
  await mkdir(join(folder, '..'), { recursive: true });
  await removeAbandoned(folder);
  const making = await mkdtemp(`${folder}${MAKING}${String(process.pid)}-`);
  try {
    const [first, ...others] = distribution.wheels;
    const more = others.length === 0 ? '' : ` and ${String(others.length)} packages of NVIDIA's`;
    reporter.step(`Downloading ${first?.requirement ?? ''}${more} with pip`);
    const wheels = await downloadWheels(python, distribution, making, {
      ...options,
      onProgress: (bytes) => {
        reporter.progress(Math.min(bytes, distribution.downloadBytes), distribution.downloadBytes);
      },
    });
    reporter.step('Unpacking its libraries and headers, and checking their SHA-256');
    const unpacked = join(making, 'unpacked');
    const files: FileRecord[] = [];
    for (const wheel of wheels) {
      let bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const found = await extractWheel(python, wheel, unpacked, {
        ...options,
        onFile: ({ sizeBytes }) => {
          bytes += sizeBytes;
          reporter.progress(Math.min(bytes, distribution.unpackedBytes), distribution.unpackedBytes);
        },
      });
      files.push(...found);
      // Frees the room that the next one needs.
      await rm(wheel);
    }
    if (files.length === 0) throw new LinkError('the wheels hold no TensorFlow libraries');
    await writeFile(join(unpacked, RECORD), JSON.stringify(files, undefined, 2));
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
    return { folder, files };
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Removes what runs left behind whose process is gone. */
async function removeAbandoned(folder: string): Promise<void> {
  const parent = join(folder, '..');
  for (const name of await readdir(parent)) {
    const pid = /\.making-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !lives(Number(pid)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
