import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const left = new Set(['node_modules', 'dist', '.cache', '.blockqnn']);

/** Paths, from the repository's root, of the files below the folders whose names end so; sorted. */
export function listFiles(folders, ending) {
  return folders
    .flatMap((folder) => walk(folder))
    .filter((file) => file.endsWith(ending))
    .sort();
}

function walk(folder) {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return left.has(entry.name) ? [] : walk(path);
    return entry.isFile() ? [path] : [];
  });
}
