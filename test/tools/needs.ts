import type { TestContext } from 'node:test';

/** The part of a test's context that outside programs need. */
export type ToolContext = Pick<TestContext, 'skip' | 'after'>;

/**
 * Skips the test because a program is missing, saying how to get it. Where CI is true that is a failure:
 * there everything must be proved. The caller returns from its test right after.
 */
export function skipForWantOf(t: ToolContext, program: string, remedy: string): void {
  const message = `${program} missing: ${remedy}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  t.skip(message);
}
