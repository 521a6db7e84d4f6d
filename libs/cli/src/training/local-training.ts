import { stat } from 'node:fs/promises';
import type { ClientConnection } from '@blockqnn/rpc';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-code.js';
import { counted } from '../format.js';
import { withServiceAt } from '../services.js';
import type { LocalEvaluator } from './local-evaluator.js';

/** A registry that is there answers in this time. */
const PROBE_MS = 3000;

/** What Ctrl-C leaves of a training, once the evaluator has ended. */
export async function keptLine(local: LocalEvaluator, name: string): Promise<string> {
  const kept = name === '' ? undefined : await local.checkpointOf(name);
  if (!kept) return 'There is no checkpoint yet; the same command begins at the first step.\n';
  const within = kept.steps === 0 ? '' : `, ${counted(kept.steps, 'step')} into the next`;
  return `The checkpoint after epoch ${String(kept.epochs)}${within}, is kept, and the same command goes on there.\n`;
}

/** Says that a result is one of an earlier command. */
export function doneBefore(time: Date | undefined): string {
  const when = time === undefined ? '' : ` (${time.toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
  return `This training was done before${when}; --restart trains anew.\n`;
}

/** When a file was written; undefined where it is not there. */
export async function timeOf(file: string): Promise<Date | undefined> {
  return await stat(file).then(
    ({ mtime }) => mtime,
    () => undefined,
  );
}

/** Evaluators of other machines know names; here a folder is needed, unless the environment gives it. */
export function checkLocalName(name: string, env: CliContext['env']): void {
  const named = (env['BLOCKQNN_DATASETS'] ?? '').split(',').map((source) => source.trim().split('=')[0]);
  if (name === 'procedural' || named.includes(name)) return;
  const kind = name === 'cifar10' || name === 'cifar100' ? name : `${name}=imagefolder`;
  throw new UsageError(`--dataset ${name}: name its folder too, --dataset '${kind}:DIR'`);
}

/** Otherwise nobody would hear of it before the training is done. */
export async function warnOfSilence(
  registry: string,
  connection: ClientConnection,
  { stderr, signal }: CliContext,
): Promise<void> {
  try {
    await withServiceAt(
      'registry',
      registry,
      (client) => client.listTrainings({ pageSize: 1 }, { signal, deadlineMs: PROBE_MS }),
      connection,
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    signal.throwIfAborted();
    stderr.write(
      `warning: no registry answers at ${registry} now; the result waits for it, 30 s at the end of the training\n`,
    );
  }
}
