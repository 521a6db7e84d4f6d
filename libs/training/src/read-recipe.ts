import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { BUILT_IN_RECIPES } from './built-in-recipes.js';
import type { Recipe } from './recipe.js';
import { parseRecipe, RecipeTextError } from './recipe-text.js';

/** Bytes of a file, at most. */
const MAX_BYTES = 65_536;

const READ_FAULTS: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder; name a YAML or JSON file',
  EACCES: 'may not be read',
};

/** A built-in recipe by its name, or that in a YAML or JSON file. Throws {@link RecipeTextError}. */
export function readRecipe(choice: string): Recipe {
  return (
    BUILT_IN_RECIPES.get(choice) ?? parseRecipe(readText(choice), { source: choice, bases: BUILT_IN_RECIPES })
  );
}

function readText(path: string): string {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  const length = readStart(path, bytes);
  if (length > MAX_BYTES) throw new RecipeTextError(`${path}: has more than ${MAX_BYTES} bytes`);
  return bytes.toString('utf8', 0, length);
}

/** Fills as much of the bytes as there is; devices may never end, and pipes never begin. */
function readStart(path: string, bytes: Buffer): number {
  let file: number | undefined;
  try {
    // Opening a pipe would else wait for somebody who writes.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fstatSync(file).isFIFO()) throw new Error('is a pipe; name a YAML or JSON file');
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return length;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const missing = `there is no such file, and no recipe of this name; there are ${[...BUILT_IN_RECIPES.keys()].join(', ')}`;
    throw new RecipeTextError(`${path}: ${code === 'ENOENT' ? missing : (READ_FAULTS[code] ?? message)}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
