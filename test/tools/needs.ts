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

/** How the reporter knows reasons that CI lets pass. */
const OPTIONAL = 'optional: ';

/**
 * Skips a test because of a program that is too large to be fetched and that no promise rests on: a
 * comparison with it confirms what other tests prove. It is counted, and no failure where CI is true either.
 */
export function skipOptional(t: Pick<ToolContext, 'skip'>, program: string, remedy: string): void {
  t.skip(`${OPTIONAL}${program} missing: ${remedy}`);
}
