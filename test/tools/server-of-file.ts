import { after } from 'node:test';
import type { ToolContext } from './needs.js';

/**
 * One server for all tests of a file, started by the first that asks; to be called at the top of the file. The
 * function that it gives skips the test where there is none.
 */
export function serverOfFile<Server>(
  start: (t: ToolContext) => Promise<Server | undefined>,
): (t: ToolContext) => Promise<Server | undefined> {
  const ends: (() => void | Promise<void>)[] = [];
  after(async () => {
    for (const each of ends.reverse()) await each();
  });
  let server: Promise<Server | undefined> | undefined;
  return (t) => {
    const context: ToolContext = {
      // The declaration takes functions with more parameters than any of ours has.
      after: ((end: () => void | Promise<void>) => void ends.push(end)) as ToolContext['after'],
      skip: (message) => {
        t.skip(message);
        // Every test has to say so.
        server = undefined;
      },
    };
    return (server ??= start(context));
  };
}
