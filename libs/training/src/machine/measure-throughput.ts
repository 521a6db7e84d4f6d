import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { EngineInfo } from '../engine.js';
import type { Split } from './splits.js';
import { throughputMessageSchema, type ThroughputMessage } from './throughput-messages.js';

const fromSource = import.meta.url.endsWith('.ts');
const program = fromSource
  ? new URL('./throughput-program.ts', import.meta.url)
  : new URL('./throughput-program.js', import.meta.url);

export interface ThroughputOptions {
  readonly engine: EngineInfo['name'];
  readonly split: Split;
  /** How long is trained, once all processes are warm. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * Images a second that the processes of a split train together, of a small reference network: measured
 * for real, all of them beginning at one moment. Rejects where the engine does not run, and with the
 * signal's reason.
 */
export async function measureThroughput({ split, signal, ...options }: ThroughputOptions): Promise<number> {
  const ending = new AbortController();
  const stop = (): void => {
    ending.abort();
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', stop);
  try {
    const processes = Array.from({ length: split.processes }, () =>
      startOne({ ...options, threads: split.threads, signal: ending.signal }),
    );
    await Promise.all(processes.map(({ ready }) => ready));
    for (const { begin } of processes) begin();
    const rates = await Promise.all(processes.map(({ rate }) => rate));
    return rates.reduce((sum, rate) => sum + rate, 0);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    // One that failed leaves the others waiting.
    stop();
  }
}

function startOne({
  engine,
  threads,
  seconds,
  signal,
}: Pick<ThroughputOptions, 'engine' | 'seconds' | 'signal'> & { readonly threads: number }) {
  const child = fork(program, [engine, String(threads), String(seconds)], {
    execArgv: fromSource ? ['--conditions=source', '--import', import.meta.resolve('tsx')] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  const closed = once(child, 'close').then(([code, killedBy]) => {
    signal.removeEventListener('abort', kill);
    const how = String(killedBy ?? `exit code ${String(code)}`);
    throw new Error(`the ${engine} engine could not be measured (${how}): ${said.trim()}`);
  });
  const next = async <Kind extends ThroughputMessage['kind']>(kind: Kind) => {
    const [received] = (await Promise.race([once(child, 'message'), closed])) as [unknown];
    const message = throughputMessageSchema.parse(received);
    if (message.kind !== kind) throw new Error(`the ${engine} engine sent ${message.kind} for ${kind}`);
    return message as Extract<ThroughputMessage, { kind: Kind }>;
  };
  const ready = next('ready');
  const rate = ready.then(() => next('done')).then(({ images, seconds }) => images / seconds);
  // Whoever waits for `ready` hears of it first.
  rate.catch(() => undefined);
  return { ready, rate, begin: () => void child.send('begin') };
}
