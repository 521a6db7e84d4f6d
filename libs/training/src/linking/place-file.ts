import { constants, copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Codes of file systems that cannot link from one folder into the other. */
const CANNOT_LINK: ReadonlySet<string | undefined> = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK']);

/** Puts a file in place as a hard link, or as a copy where that cannot be. What lay there is replaced at once. */
export async function placeFile(source: string, target: string): Promise<void> {
  const draft = `${target}.placing-${String(process.pid)}`;
  await mkdir(dirname(target), { recursive: true });
  await rm(draft, { force: true });
  try {
    await link(source, draft);
  } catch (error) {
    if (!CANNOT_LINK.has((error as NodeJS.ErrnoException).code)) throw error;
    await copyFile(source, draft, constants.COPYFILE_FICLONE);
  }
  await rename(draft, target);
  // Where both were one file already, `rename` leaves both names.
  await rm(draft, { force: true });
}
