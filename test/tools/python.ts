import { createHash } from 'node:crypto';
import { cachedFolder } from './cached.js';
import { skipForWantOf, type ToolContext } from './needs.js';
import { firstOf, runProgram } from './program.js';

/**
 * A Python interpreter with the packages installed (pip's requirement specifiers), or undefined after
 * the test was skipped. The environment is made once and kept under `.cache/python/`.
 */
export async function pythonVenv(
  t: ToolContext,
  requirements: readonly string[],
): Promise<string | undefined> {
  try {
    const key = createHash('sha256')
      .update([...requirements].sort().join('\n'))
      .digest('hex')
      .slice(0, 16);
    const folder = await cachedFolder(`python/${key}`, (making) => makeVenv(making, requirements));
    return pythonOf(folder);
  } catch (error) {
    const packages = requirements.length === 0 ? '' : ` with ${requirements.join(', ')}`;
    skipForWantOf(
      t,
      `Python${packages}`,
      `install python3 with venv and pip, and let pip reach a package index (${String(error)})`,
    );
    return undefined;
  }
}

/** Makes an environment with the packages in a folder. */
export async function makeVenv(folder: string, requirements: readonly string[]): Promise<void> {
  await runPython(['-m', 'venv', folder]);
  if (requirements.length === 0) return;
  await runProgram(pythonOf(folder), ['-m', 'pip', 'install', '--quiet', ...requirements]);
}

/** Runs the system's Python 3. */
export function runPython(args: readonly string[]): Promise<string> {
  return firstOf(['python3', 'python'].map((program) => () => runProgram(program, args)));
}

/** The interpreter of an environment. Scripts in its folders name the folder that it was made in; modules do not. */
export function pythonOf(folder: string): string {
  return process.platform === 'win32' ? `${folder}/Scripts/python.exe` : `${folder}/bin/python`;
}
