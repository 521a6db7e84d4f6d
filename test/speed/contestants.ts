import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { TorchPython } from '../tools/torch.js';
import { type CoreSplit, formatSplit } from './core-splits.js';
import type { Contestant } from './contest.js';

const MATMUL_ROWS = 2048;
/** Of one product. */
export const MATMUL_FLOPS = 2 * MATMUL_ROWS ** 3;

/** Memory layouts of PyTorch's feature maps. */
const LAYOUTS = ['default', 'channels_last'] as const;

/** The native engine on a task, in every split. */
export function engineContestants(task: string, splits: readonly CoreSplit[]): readonly Contestant[] {
  return splits.map((split) => ({
    name: `engine, ${formatSplit(split)}`,
    command: source('engine-member.ts', task, String(split.threads)),
    processes: split.processes,
  }));
}

/** The wasm engine on a task as it is, and in its first version: one thread. */
export function wasmContestants(task: string): readonly Contestant[] {
  return ['wasm', 'first-wasm'].map((engine) => ({
    name: engine,
    command: source('engine-member.ts', task, '1', engine),
    processes: 1,
  }));
}

/** PyTorch on a task, in every split and layout. */
export function torchContestants(
  task: string,
  { python, torchVersion }: TorchPython,
  splits: readonly CoreSplit[],
): readonly Contestant[] {
  const program = fileURLToPath(new URL('../python/torch_speed.py', import.meta.url));
  return splits.flatMap((split) =>
    LAYOUTS.map((layout) => ({
      name: `PyTorch ${torchVersion}, ${layout}, ${formatSplit(split)}`,
      command: [python, program, task, String(split.threads), layout],
      processes: split.processes,
      env: { OMP_NUM_THREADS: String(split.threads) },
    })),
  );
}

/** A large matrix product in the linked TensorFlow, in every split. */
export function matmulContestants(addon: string, splits: readonly CoreSplit[]): readonly Contestant[] {
  return splits.map((split) => ({
    name: `TensorFlow, ${formatSplit(split)}`,
    command: source('matmul-member.ts', addon, String(split.threads), String(MATMUL_ROWS)),
    processes: split.processes,
  }));
}

/** Runs a file of this folder from source. */
function source(file: string, ...args: readonly string[]): readonly string[] {
  const program = fileURLToPath(new URL(file, import.meta.url));
  return [execPath, '--conditions=source', '--import', import.meta.resolve('tsx'), program, ...args];
}
