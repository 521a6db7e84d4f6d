import { skipOptional, type ToolContext } from './needs.js';
import { firstOf, runProgram } from './program.js';

/** A Python interpreter that has PyTorch. */
export interface TorchPython {
  /** Name or path of the interpreter. */
  readonly python: string;
  readonly torchVersion: string;
}

/**
 * The interpreter that BLOCKQNN_TORCH_PYTHON names, else the first of the system's that can import torch;
 * undefined where none can. Nothing is fetched: PyTorch's packages have gigabytes.
 */
export async function findTorch(): Promise<TorchPython | undefined> {
  const named = process.env['BLOCKQNN_TORCH_PYTHON'];
  const candidates = named === undefined ? ['python3', '/usr/bin/python3', 'python'] : [named];
  try {
    return await firstOf(
      candidates.map((python) => async () => {
        const said = await runProgram(python, ['-c', 'import numpy, torch; print(torch.__version__)']);
        return { python, torchVersion: said.trim() };
      }),
    );
  } catch (error) {
    // An interpreter that somebody asked for is to be used, or to be mended.
    if (named !== undefined) throw error;
    return undefined;
  }
}

/** How to get it. */
export const TORCH_REMEDY =
  'install PyTorch with NumPy for the system’s Python (Debian: python3-torch), or set BLOCKQNN_TORCH_PYTHON to an interpreter that has them';

/** The same; undefined after the test was skipped. */
export async function torchPython(t: ToolContext): Promise<TorchPython | undefined> {
  const found = await findTorch();
  if (found === undefined) skipOptional(t, 'PyTorch', TORCH_REMEDY);
  return found;
}
