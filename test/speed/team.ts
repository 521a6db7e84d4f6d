import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface TeamOptions {
  readonly processes: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Processes that do the same work at the same time. A member prints a line of JSON when it is ready; then,
 * for each line of seconds on its standard input, it works that long and prints `{"steps": …, "seconds": …}`.
 */
export class Team implements AsyncDisposable {
  readonly #members: readonly Member[];
  /** What the first member said when it was ready. */
  readonly greeting: unknown;

  private constructor(members: readonly Member[], greeting: unknown) {
    this.#members = members;
    this.greeting = greeting;
  }

  /** Rejects where a member ends before it is ready, with what it said. */
  static async start(command: readonly string[], options: TeamOptions): Promise<Team> {
    const members = Array.from({ length: options.processes }, () => new Member(command, options));
    try {
      const greetings = await Promise.all(members.map((member) => member.hear()));
      return new Team(members, greetings[0]);
    } catch (error) {
      await Promise.all(members.map((member) => member.stop()));
      throw error;
    }
  }

  /** Has all members work for about so many seconds, from the same moment; steps a second of all together. */
  async stepsPerSecond(seconds: number): Promise<number> {
    for (const member of this.#members) member.tell(String(seconds));
    const results = await Promise.all(this.#members.map((member) => member.hear()));
    return results.reduce<number>((sum, result) => {
      const done = result as { readonly steps: number; readonly seconds: number };
      return sum + done.steps / done.seconds;
    }, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()));
  }
}

class Member {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown>;
  #said = '';

  constructor([file = '', ...args]: readonly string[], { env, signal }: TeamOptions) {
    this.#child = spawn(file, args, { env: { ...process.env, ...env }, stdio: 'pipe', signal });
    this.#child.on('error', (error) => (this.#said += error.message));
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-2000);
    });
    this.#closed = once(this.#child, 'close').catch(() => undefined);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  async hear(): Promise<unknown> {
    const line = await this.#lines.next();
    if (line.done === true) {
      await this.#closed;
      throw new Error(`${this.#child.spawnargs.join(' ')}: ended early: ${this.#said.trim()}`);
    }
    return JSON.parse(line.value);
  }

  async stop(): Promise<void> {
    this.#child.stdin.end();
    this.#child.kill('SIGKILL');
    if (this.#child.pid !== undefined) await this.#closed;
  }
}
