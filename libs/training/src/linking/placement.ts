import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileRecord } from './file-record.js';
import { ADDON, LIBRARIES } from './native-package.js';
import type { UnpackedTensorflow } from './unpacked-tensorflow.js';

/** A file of the cache and where it goes. */
export interface Placement {
  readonly source: string;
  /** Relative to the package. */
  readonly record: FileRecord;
}

/** All that the package gets; headers were for compiling only. */
export function placements({ folder, files }: UnpackedTensorflow, addon: FileRecord): Placement[] {
  return [
    ...files
      .filter(({ path }) => !path.startsWith('include/'))
      .map((file) => ({
        source: join(folder, file.path),
        record: { ...file, path: `${LIBRARIES}/${file.path}` },
      })),
    { source: join(folder, addon.path), record: { ...addon, path: ADDON } },
  ];
}

/** Keeps files that this did not make, under other names. */
export async function moveAside(
  packageFolder: string,
  files: readonly FileRecord[],
  own: ReadonlySet<string>,
): Promise<string[]> {
  const moved: string[] = [];
  for (const { path } of files) {
    const file = join(packageFolder, path);
    if (own.has(path) || !existsSync(file)) continue;
    let aside = `${file}.before`;
    for (let i = 2; existsSync(aside); i += 1) aside = `${file}.before-${String(i)}`;
    await rename(file, aside);
    moved.push(aside);
  }
  return moved;
}
