import type { ModelHeaderMessage } from '@blockqnn/api';

/** More files than any format has. */
const MAX_FILES = 100_000;
/** Folders that a file may stand in: a SavedModel has one. */
const MAX_FOLDERS = { MODEL_FORMAT_SAVED_MODEL: 1 } as const satisfies Partial<
  Record<ModelHeaderMessage['format'], number>
>;

/** Letters, digits, dots, dashes and underscores; no dot at the end, which Windows drops. */
const PLAIN_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$/;
/** Names that Windows gives to devices, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A file as a registry announces it. */
export type AnnouncedFile = ModelHeaderMessage['files'][number];

/**
 * The files of a header, once it is sure that none can leave its folder, stand in for a device, or take the place
 * of another, on whichever system. Throws otherwise: a registry that sends such names is not to be trusted.
 */
export function checkAnnouncedFiles({
  files,
  format,
}: Pick<ModelHeaderMessage, 'files' | 'format'>): readonly AnnouncedFile[] {
  if (files.length === 0 || files.length > MAX_FILES) {
    throw new Error(
      `the registry announced ${String(files.length)} files, must be 1 to ${String(MAX_FILES)}`,
    );
  }
  const folders = format === 'MODEL_FORMAT_SAVED_MODEL' ? MAX_FOLDERS[format] : 0;
  const taken = new Set<string>();
  for (const { name, sizeBytes, sha256 } of files) {
    if (!isPlainPath(name, folders)) {
      throw new Error(`the registry sent a file with the name ${JSON.stringify(name)}, which is not written`);
    }
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0 || !/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(`the registry announced ${name} without a length or SHA-256`);
    }
    // Some systems take "A" and "a" for one.
    const lower = name.toLowerCase();
    if (taken.has(lower)) throw new Error(`the registry announced ${name} twice`);
    taken.add(lower);
  }
  for (const name of taken) {
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    if (taken.has(folder)) throw new Error(`the registry announced ${folder} as a file and as a folder`);
  }
  return files;
}

function isPlainPath(path: string, folders: number): boolean {
  const parts = path.split('/');
  return parts.length <= folders + 1 && parts.every((part) => PLAIN_NAME.test(part) && !DEVICE.test(part));
}
