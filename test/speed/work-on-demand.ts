import { createInterface } from 'node:readline';

/**
 * The part of a member of a `Team`: says that it is ready, then steps for as long as each line of standard
 * input says, until that ends.
 */
export async function workOnDemand(greeting: object, step: () => Promise<void> | void): Promise<void> {
  const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
  say(greeting);
  for await (const line of createInterface({ input: process.stdin })) {
    const begin = performance.now();
    const end = begin + 1000 * Number(line);
    let steps = 0;
    let now = begin;
    for (; now < end; now = performance.now()) {
      await step();
      steps += 1;
    }
    say({ steps, seconds: (now - begin) / 1000 });
  }
}
