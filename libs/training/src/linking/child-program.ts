import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ChildOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Written to the program's standard input. */
  readonly input?: string;
  readonly cwd?: string;
  /** Called with each line of standard output. */
  readonly onLine?: (line: string) => void;
}

export interface ChildResult {
  /** Undefined where the program could not be started, or was ended by a signal. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** With the reason where the program could not be started. */
  readonly stderr: string;
}

/** Runs a program to its end. Rejects only with the signal's reason. */
export async function runChild(
  command: readonly string[],
  { env, signal, input, cwd, onLine }: ChildOptions,
): Promise<ChildResult> {
  signal.throwIfAborted();
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    env: { ...env },
    stdio: 'pipe',
    signal,
    killSignal: 'SIGTERM',
    ...(cwd === undefined ? {} : { cwd }),
  });
  let stderr = '';
  let stdout = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout += `${line}\n`;
    onLine?.(line);
  });
  // A program that ends without reading its input is judged by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return await new Promise((resolve, reject) => {
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
      // Where there is no process, `close` may not follow.
      if (child.pid === undefined) settle(null);
    });
    child.on('close', settle);
    function settle(code: number | null): void {
      if (signal.aborted) reject(signal.reason as Error);
      else resolve({ code: code ?? undefined, stdout, stderr: failure ? failure.message : stderr });
    }
  });
}

/** The end of what a program said, on one line. */
export function lastWords({ stderr, stdout }: ChildResult, lines = 3): string {
  const said = stderr.trim() === '' ? stdout : stderr;
  return said.trim().split('\n').slice(-lines).join(' ');
}
