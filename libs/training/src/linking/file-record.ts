import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** A file by its content; `path` is relative to a folder that the context names. */
export const fileRecordSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.int().nonnegative(),
});

export type FileRecord = z.infer<typeof fileRecordSchema>;

/** Describes a file. */
export async function recordFile(folder: string, path: string): Promise<FileRecord> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, path), { highWaterMark: 1 << 20 }), hash);
  const { size } = await stat(join(folder, path));
  return { path, sha256: hash.digest('hex'), sizeBytes: size };
}

/** The files that are missing or hold something else; reads all of them. */
export async function changedFiles(folder: string, records: readonly FileRecord[]): Promise<string[]> {
  const changed: string[] = [];
  for (const record of records) {
    if (!(await isUnchanged(folder, record))) changed.push(record.path);
  }
  return changed;
}

async function isUnchanged(folder: string, record: FileRecord): Promise<boolean> {
  try {
    const { size } = await stat(join(folder, record.path));
    return size === record.sizeBytes && (await recordFile(folder, record.path)).sha256 === record.sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
