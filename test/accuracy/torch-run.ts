import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BATCH_NORMALISATION, type LayerGraph } from '@blockqnn/network';
import { ADAM, type Recipe, type ValidationSplit } from '@blockqnn/training';
import type { TorchPython } from '../tools/torch.js';
import type { EpochProgress, TrainingRun, TrainingRunOptions } from './training-run.js';

const PROGRAM = fileURLToPath(new URL('../python/torch_training.py', import.meta.url));

export interface TorchTask {
  readonly graph: LayerGraph;
  readonly recipe: Recipe;
  /** Of the CIFAR-10 binaries. */
  readonly directory: string;
  readonly split: ValidationSplit;
}

/** The same training in PyTorch; only graph, recipe and split are ours. */
export async function runTorch(
  { python }: TorchPython,
  { graph, recipe, directory, split }: TorchTask,
  { seed, threads, signal, onEpoch }: TrainingRunOptions,
): Promise<TrainingRun> {
  const begin = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'torch-run-'));
  try {
    const file = join(folder, 'task.json');
    const task = { graph, normalisation: BATCH_NORMALISATION, adam: ADAM, recipe, seed, threads, directory };
    const indices = { training: [...split.training], validation: [...split.validation] };
    await writeFile(file, JSON.stringify({ ...task, ...indices }));
    const { validation, test } = await reported([python, PROGRAM, file], threads, signal, onEpoch);
    return { side: 'PyTorch', seed, validation, test, seconds: (performance.now() - begin) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the program prints at its end. */
type Result = Pick<TrainingRun, 'validation' | 'test'>;

async function reported(
  [file = '', ...args]: readonly string[],
  threads: number,
  signal: AbortSignal,
  onEpoch: TrainingRunOptions['onEpoch'],
): Promise<Result> {
  const env = { ...process.env, OMP_NUM_THREADS: String(threads) };
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  let result: Result | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as EpochProgress | Result;
    if ('test' in message) result = message;
    else onEpoch(message);
  });
  await once(child, 'close');
  if (result === undefined) throw new Error(`PyTorch ended early: ${said.trim()}`);
  return result;
}
