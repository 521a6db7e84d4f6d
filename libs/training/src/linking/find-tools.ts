import type { ChildOptions } from './child-program.js';
import type { Distribution } from './distribution.js';
import { MissingError, type Missing } from './link-error.js';
import { findCompiler, findPython, missingGlibc, missingSpace, onOneDisk } from './prerequisites.js';

/** What is about to be done. */
export interface Plan extends Pick<ChildOptions, 'env' | 'signal'> {
  readonly distribution: Distribution;
  /** Where the distribution is unpacked, or is to be. */
  readonly unpackedFolder: string;
  readonly packageFolder: string;
  readonly downloads: boolean;
  readonly compiles: boolean;
}

/** Programs that a plan needs; empty where it does without. */
export interface Tools {
  readonly python: string;
  readonly compiler: readonly string[];
}

/** Looks for all that is needed, and throws {@link MissingError} with all that is missing at once. */
export async function findTools(plan: Plan): Promise<Tools> {
  const { distribution, unpackedFolder, packageFolder, downloads, compiles } = plan;
  const missing: (Missing | undefined)[] = [missingGlibc()];
  let python = '';
  let compiler: readonly string[] = [];
  if (downloads) {
    const found = await findPython(plan);
    if ('found' in found) python = found.found;
    else missing.push(found.missing);
    missing.push(await missingSpace(unpackedFolder, distribution.downloadBytes + distribution.unpackedBytes));
  }
  if (compiles) {
    const found = await findCompiler(plan);
    if ('found' in found) compiler = found.found;
    else missing.push(found.missing);
  }
  if (!(await onOneDisk(unpackedFolder, packageFolder))) {
    missing.push(await missingSpace(packageFolder, distribution.unpackedBytes));
  }
  const lacking = missing.filter((entry) => entry !== undefined);
  if (lacking.length > 0) throw new MissingError(lacking);
  return { python, compiler };
}
