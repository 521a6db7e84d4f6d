import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Order, Seen, Task } from './client-process.js';

const PROGRAM = fileURLToPath(new URL('./client-process.ts', import.meta.url));

export interface Window extends Seen {
  readonly seconds: number;
}

/** Client processes, which take one task after the other. */
export class ClientProcesses implements Disposable {
  readonly #children: readonly ChildProcess[];

  private constructor(children: readonly ChildProcess[]) {
    this.#children = children;
  }

  static async start(count: number): Promise<ClientProcesses> {
    const children = Array.from({ length: count }, () =>
      fork(PROGRAM, { execArgv: ['--conditions=source', '--import', 'tsx'] }),
    );
    await Promise.all(children.map((child) => answerOf(child)));
    return new ClientProcesses(children);
  }

  /**
   * What all clients together see within a time, after one that does not count.
   *
   * @param edge called at the beginning and at the end of the time that counts
   */
  async run(
    task: Task,
    { warmUpMs, measureMs }: { readonly warmUpMs: number; readonly measureMs: number },
    edge: () => void,
  ): Promise<Window> {
    this.#order({ do: 'run', task });
    await sleep(warmUpMs);
    edge();
    this.#order({ do: 'measure' });
    const begin = performance.now();
    await sleep(measureMs);
    const answers = this.#children.map((child) => answerOf(child));
    this.#order({ do: 'stop' });
    const seconds = (performance.now() - begin) / 1000;
    edge();
    const seen = (await Promise.all(answers)) as Seen[];
    return {
      seconds,
      asksMs: seen.flatMap(({ asksMs }) => asksMs),
      tellsMs: seen.flatMap(({ tellsMs }) => tellsMs),
      processorMs: seen.reduce((sum, { processorMs }) => sum + processorMs, 0),
    };
  }

  [Symbol.dispose](): void {
    for (const child of this.#children) child.kill();
  }

  #order(order: Order): void {
    for (const child of this.#children) child.send(order);
  }
}

/** The next message of a child; rejects where it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as unknown),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`a client process ended with ${String(code)}`);
      }),
    ]);
  } finally {
    waiting.abort();
  }
}
