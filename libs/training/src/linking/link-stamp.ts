import { mkdir, rename, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fileRecordSchema } from './file-record.js';

/** Below the package's folder, so that it goes whenever npm replaces the package. */
const STAMP = 'deps/blockqnn-link.json';

/**
 * What the linker put into the package: written as `placing` before the first file and as `linked` after
 * the proof, so an interrupted run is seen, and files of other origin are told from its own.
 */
const stampSchema = z.object({
  state: z.enum(['placing', 'linked']),
  variant: z.enum(['cpu', 'cuda']),
  tensorflowVersion: z.string(),
  platform: z.string(),
  arch: z.string(),
  /** Of the addon's sources, headers and flags. */
  addonKey: z.string(),
  /** Relative to the package. */
  files: z.array(fileRecordSchema),
});

export type LinkStamp = z.infer<typeof stampSchema>;

/** The stamp, or undefined where there is none that can be read. */
export function readStamp(packageFolder: string): LinkStamp | undefined {
  try {
    return stampSchema.safeParse(JSON.parse(readFileSync(join(packageFolder, STAMP), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Appears whole or not at all. */
export async function writeStamp(packageFolder: string, stamp: LinkStamp): Promise<void> {
  const file = join(packageFolder, STAMP);
  const draft = `${file}.${String(process.pid)}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, `${JSON.stringify(stamp, undefined, 2)}\n`);
  await rename(draft, file);
}
