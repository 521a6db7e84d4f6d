import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pythonVenv } from '../../tools/python.js';
import { runProgram } from '../../tools/program.js';
import type { ToolContext } from '../../tools/needs.js';
import type { Window } from './client-processes.js';
import type { Seen } from './client-process.js';

const SCRIPT = fileURLToPath(new URL('./optuna_load.py', import.meta.url));
const PACKAGES = ['optuna', 'grpcio', 'protobuf', 'psycopg2-binary'];

/** Optuna's gRPC storage proxy on a PostgreSQL database, and clients that ask and tell. */
export class OptunaPeer implements Disposable {
  readonly version: string;
  readonly serverPid: number;
  readonly #children: readonly ChildProcess[];
  readonly #clients: readonly Interface[];

  private constructor(
    version: string,
    server: ChildProcess,
    clients: readonly ChildProcess[],
    lines: readonly Interface[],
  ) {
    this.version = version;
    this.serverPid = server.pid ?? 0;
    this.#children = [...clients, server];
    this.#clients = lines;
  }

  /** Undefined after the context was told that it cannot be had here. */
  static async start(
    context: ToolContext,
    { url, port, clients: count }: { readonly url: string; readonly port: number; readonly clients: number },
  ): Promise<OptunaPeer | undefined> {
    const python = await pythonVenv(context, PACKAGES);
    if (python === undefined) return undefined;
    const version = (await runProgram(python, ['-c', 'import optuna; print(optuna.__version__)'])).trim();
    const server = spawn(python, [SCRIPT, 'server', url, String(port)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await runProgram(python, [SCRIPT, 'study', String(port)]);
    const clients = Array.from({ length: count }, () =>
      spawn(python, [SCRIPT, 'client', String(port)], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const lines = clients.map(({ stdout }) => createInterface({ input: stdout }));
    await Promise.all(lines.map((each) => once(each, 'line')));
    return new OptunaPeer(version, server, clients, lines);
  }

  /** As ClientProcesses.run, but once only. */
  async run(
    { warmUpMs, measureMs }: { readonly warmUpMs: number; readonly measureMs: number },
    edge: () => void,
  ): Promise<Window> {
    this.#order('run');
    await sleep(warmUpMs);
    edge();
    this.#order('measure');
    const begin = performance.now();
    await sleep(measureMs);
    const answers = this.#clients.map((lines) => once(lines, 'line'));
    this.#order('stop');
    const seconds = (performance.now() - begin) / 1000;
    edge();
    const seen = (await Promise.all(answers)).map(([line]) => JSON.parse(String(line)) as Seen);
    return {
      seconds,
      asksMs: seen.flatMap(({ asksMs }) => asksMs),
      tellsMs: seen.flatMap(({ tellsMs }) => tellsMs),
      processorMs: seen.reduce((sum, { processorMs }) => sum + processorMs, 0),
    };
  }

  [Symbol.dispose](): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }

  #order(order: string): void {
    for (const child of this.#children) child.stdin?.write(`${order}\n`);
  }
}
