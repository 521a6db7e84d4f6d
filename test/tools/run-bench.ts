import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BenchUsageError, type Bench } from './bench.js';
import { createReport, describeMachine, formatReport } from './bench-report.js';

const folder = new URL('../bench/', import.meta.url);
const usage = 'Usage: npm run bench -- NAME [--json]';

process.exitCode = await main(process.argv.slice(2));

/** Exit codes: 0 measured, 2 wrong use. A bench that fails throws; a target that is missed is a finding, no failure. */
async function main(args: readonly string[]): Promise<number> {
  const known = readdirSync(folder).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  const [name, ...rest] = args;
  if (name === undefined || !known.includes(name)) {
    const fault = name === undefined ? 'no bench named' : `unknown bench or option: ${args.join(' ')}`;
    console.error(`${fault}. ${usage}, NAME one of: ${known.join(', ')}`);
    return 2;
  }
  const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench: Bench };
  try {
    const { json, options } = optionsOf(bench, rest);
    const interrupt = new AbortController();
    process.once('SIGINT', () => {
      interrupt.abort(new Error('interrupted'));
    });
    const log = (message: string): void => {
      console.error(message);
    };
    const figures = await bench.run({ log, signal: interrupt.signal, options });
    const report = createReport(bench.name, describeMachine(), new Date(), figures);
    console.log(json ? JSON.stringify(report) : formatReport(report, bench.description));
    return 0;
  } catch (error) {
    if (!(error instanceof BenchUsageError)) throw error;
    console.error(`${error.message}. ${usageOf(bench)}`);
    return 2;
  }
}

function optionsOf(bench: Bench, args: readonly string[]) {
  const own = Object.entries(bench.options ?? {}).map(
    ([name, { default: value }]) => [name, { type: 'string', default: value }] as const,
  );
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, ...Object.fromEntries(own) },
    });
    const { json, ...options } = values;
    return { json, options: options as Record<string, string> };
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error));
  }
}

function usageOf({ name, options = {} }: Bench): string {
  const own = Object.entries(options).map(
    ([option, { default: value, description }]) => `\n  --${option} ${value}: ${description}`,
  );
  return `${usage.replace('NAME', name)}${own.join('')}`;
}
