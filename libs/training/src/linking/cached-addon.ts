import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildOptions } from './child-program.js';
import { compileAddon } from './compile-addon.js';
import { changedFiles, fileRecordSchema, recordFile, type FileRecord } from './file-record.js';

const ADDON_RECORD = 'addon.json';

/** The addon compiled before from the same sources, where it is whole. */
export async function findAddon(folder: string, key: string): Promise<FileRecord | undefined> {
  const text = await readFile(join(folder, ADDON_RECORD), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const record = fileRecordSchema.parse(JSON.parse(text));
  if (record.path !== addonName(key)) return undefined;
  return (await changedFiles(folder, [record])).length === 0 ? record : undefined;
}

/** Compiles the addon into the folder of the unpacked TensorFlow. */
export async function makeAddon(
  compiler: readonly string[],
  packageFolder: string,
  folder: string,
  key: string,
  options: Pick<ChildOptions, 'env' | 'signal'>,
): Promise<FileRecord> {
  const draft = join(folder, `${addonName(key)}.${String(process.pid)}`);
  try {
    await compileAddon(compiler, packageFolder, folder, draft, options);
    await rename(draft, join(folder, addonName(key)));
  } finally {
    await rm(draft, { force: true });
  }
  const record = await recordFile(folder, addonName(key));
  await writeFile(join(folder, ADDON_RECORD), JSON.stringify(record, undefined, 2));
  return record;
}

function addonName(key: string): string {
  return `addon-${key}.node`;
}
