import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cachedFolder, cachePath } from './cached.js';
import { skipForWantOf, type ToolContext } from './needs.js';
import { firstOf, runProgram } from './program.js';
import { makeVenv, pythonOf, runPython } from './python.js';

/** A Python interpreter that has PyTorch. */
export interface TorchPython {
  /** Name or path of the interpreter. */
  readonly python: string;
  readonly torchVersion: string;
}

/** What pip brings: 540 MB where there is a CUDA build only. */
const TORCH = 'torch==2.15.0';
const SAFETENSORS = 'safetensors==0.8.0';
/** What PyTorch imports, and reads its weights with. */
const BESIDE_TORCH = [
  'filelock',
  'fsspec',
  'jinja2',
  'networkx',
  'numpy',
  SAFETENSORS,
  'sympy',
  'typing-extensions',
];
const OWN_FOLDER = `python/${TORCH}`;

/**
 * The interpreter that BLOCKQNN_TORCH_PYTHON names, else the first of the system's that can import torch, else
 * that of {@link fetchTorch} if it was fetched; undefined where there is none.
 */
export async function findTorch(): Promise<TorchPython | undefined> {
  return (await systemTorch()) ?? (await fetchedTorch());
}

/** How to get it. */
export const TORCH_REMEDY =
  'npm run torch fetches it (540 MB); or install it with NumPy for the system’s Python (Debian: python3-torch), or set BLOCKQNN_TORCH_PYTHON to an interpreter that has both';

/** The same; undefined after the test was skipped. */
export async function torchPython(t: ToolContext): Promise<TorchPython | undefined> {
  const found = await findTorch();
  if (found === undefined) skipForWantOf(t, 'PyTorch', TORCH_REMEDY);
  return found;
}

/** The system's PyTorch and the one fetched, as far as there are any, since old and new ones differ; none after the test was skipped. */
export async function torchPythons(t: ToolContext): Promise<readonly TorchPython[]> {
  const found = [await systemTorch(), await fetchedTorch()].filter((torch) => torch !== undefined);
  if (found.length === 0) skipForWantOf(t, 'PyTorch', TORCH_REMEDY);
  return found;
}

/**
 * A folder for PYTHONPATH with the package safetensors, for interpreters that lack it; undefined after the test
 * was skipped.
 */
export async function safetensorsFolder(t: ToolContext): Promise<string | undefined> {
  try {
    return await cachedFolder(`python/${SAFETENSORS}`, async (folder) => {
      await runPython(['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, SAFETENSORS]);
    });
  } catch (error) {
    skipForWantOf(t, SAFETENSORS, `let pip reach a package index (${String(error)})`);
    return undefined;
  }
}

async function systemTorch(): Promise<TorchPython | undefined> {
  const named = process.env['BLOCKQNN_TORCH_PYTHON'];
  const candidates = named === undefined ? ['python3', '/usr/bin/python3', 'python'] : [named];
  try {
    return await firstOf(candidates.map((python) => () => withVersion(python)));
  } catch (error) {
    // An interpreter that somebody asked for is to be used, or to be mended.
    if (named !== undefined) throw error;
    return undefined;
  }
}

async function fetchedTorch(): Promise<TorchPython | undefined> {
  return existsSync(cachePath(OWN_FOLDER)) ? fetchTorch() : undefined;
}

/** A current PyTorch, for the processor alone, kept under `.cache/`; half a minute where the network is fast. */
export async function fetchTorch(): Promise<TorchPython> {
  return withVersion(pythonOf(await cachedFolder(OWN_FOLDER, makeTorch)));
}

async function makeTorch(folder: string): Promise<void> {
  await makeVenv(folder, BESIDE_TORCH);
  const python = pythonOf(folder);
  // Without what it depends on, which on Linux is gigabytes of CUDA.
  await runProgram(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', TORCH]);
  if (process.platform !== 'linux') return;
  await runProgram(python, [fileURLToPath(new URL('../python/without_cuda.py', import.meta.url))]);
}

async function withVersion(python: string): Promise<TorchPython> {
  const said = await runProgram(python, ['-c', 'import numpy, torch; print(torch.__version__)']);
  return { python, torchVersion: said.trim() };
}
