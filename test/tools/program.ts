import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Longest that a package client may take to fetch something. */
const FETCH_MS = 300_000;

/** Runs a program to its end and gives its stdout. Rejects with the end of its stderr. */
export async function runProgram(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const { stdout } = await execute(file, args, {
      env: { ...process.env, ...environment },
      timeout: FETCH_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const said = (stderr ?? '').trim().split('\n').slice(-3).join(' ');
    throw new Error(`${file}: ${said === '' ? message : said}`, { cause: error });
  }
}

/** The first result that does not reject; rejects with all the reasons where every one does. */
export async function firstOf<T>(ways: readonly (() => Promise<T>)[]): Promise<T> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(reasons.join('; '));
}
