import { readdirSync } from 'node:fs';
import type { Bench } from './bench.js';
import { createReport, describeMachine, formatReport } from './bench-report.js';

const folder = new URL('../bench/', import.meta.url);
const usage = 'Usage: npm run bench -- NAME [--json]';

process.exitCode = await main(process.argv.slice(2));

/** Exit codes: 0 measured, 2 wrong use. A bench that fails throws; a target that is missed is a finding, no failure. */
async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => arg !== '--json');
  const known = readdirSync(folder).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  const [name] = names;
  if (name === undefined || names.length > 1 || !known.includes(name)) {
    const fault = name === undefined ? 'no bench named' : `unknown bench or option: ${names.join(' ')}`;
    console.error(`${fault}. ${usage}, NAME one of: ${known.join(', ')}`);
    return 2;
  }
  const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench: Bench };
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort(new Error('interrupted'));
  });
  const log = (message: string): void => {
    console.error(message);
  };
  const figures = await bench.run({ log, signal: interrupt.signal });
  const report = createReport(bench.name, describeMachine(), new Date(), figures);
  console.log(args.includes('--json') ? JSON.stringify(report) : formatReport(report, bench.description));
  return 0;
}
