import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { LinkError } from './link-error.js';

const fromSource = import.meta.url.endsWith('.ts');
const program = fromSource
  ? new URL('./multiply-matrices.ts', import.meta.url)
  : new URL('./multiply-matrices.js', import.meta.url);

const proofSchema = z.object({
  tensorflowVersion: z.string(),
  device: z.enum(['CPU', 'GPU']),
  product: z.array(z.number()),
});

/** What the linked TensorFlow says of itself. */
export interface LinkProof {
  readonly tensorflowVersion: string;
  readonly device: 'CPU' | 'GPU';
}

/** Loads the addon in a process of its own and multiplies two matrices; rejects where that does not work. */
export async function proveLink(
  addon: string,
  { env, signal }: { env: Readonly<Record<string, string | undefined>>; signal: AbortSignal },
): Promise<LinkProof> {
  const child = fork(program, [addon], {
    // This process's own flags may name modules relative to another folder.
    execArgv: fromSource ? ['--import', import.meta.resolve('tsx')] : [],
    env: { TF_CPP_MIN_LOG_LEVEL: '3', ...env, TF_ENABLE_ONEDNN_OPTS: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal,
  });
  let said = '';
  let message: unknown;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.on('message', (value) => (message = value));
  const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null];
  const proof = proofSchema.safeParse(message).data;
  if (proof?.product.join() === '7,10,15,22') {
    return { tensorflowVersion: proof.tensorflowVersion, device: proof.device };
  }
  const how = killedBy === null ? `exit code ${String(code)}` : `signal ${killedBy}`;
  throw new LinkError(`the linked TensorFlow does not compute (${how}): ${said.trim().slice(-1000)}`);
}
