import { parseArgs } from 'node:util';
import { formatFuzzReport, type FuzzReport } from './fuzz-report.js';
import { showProgress } from './progress.js';
import { fuzzService, TARGETS, type TargetName } from './targets.js';

const USAGE = `Usage: npm run fuzz -- [--requests N] [--seed S] [--service NAME…] [--lanes N] [--json]

Sends hostile requests to every RPC of the services, each in a process of its own, and looks for crashes, hangs,
undocumented answers and leaks. Exit code 0: nothing found; 1: something was; 2: wrong use.

  --requests N    in all, from 1 (default 20000)
  --seed S        a whole number; the same seed gives the same requests (default 1)
  --service NAME  ${Object.keys(TARGETS).join(', ')}; may be given more than once (default: all)
  --lanes N       callers at once for each service, 1 to 64; with 1, answers come in one order alone
  --json          the report as JSON on standard output

Examples: npm run fuzz -- --requests 1000000
          npm run fuzz -- --service registry --seed 7 --lanes 1`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const flags = readFlags(args);
  if (typeof flags === 'string') {
    console.error(`${flags}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  const startedAt = performance.now();
  const totals = dealt(flags.requests, flags.services);
  using progress = showProgress(totals);
  const targets = await Promise.all(
    [...totals].map(([name, requests]) =>
      fuzzService(name, {
        requests,
        seed: flags.seed,
        lanes: flags.lanes,
        signal: stop.signal,
        onProgress: (done, findings) => {
          progress.update(name, done, findings);
        },
      }),
    ),
  );
  progress[Symbol.dispose]();
  const report: FuzzReport = {
    seed: flags.seed,
    requests: targets.reduce((sum, { requests }) => sum + requests, 0),
    seconds: (performance.now() - startedAt) / 1000,
    command: `npm run fuzz -- ${args.filter((arg) => arg !== '--json').join(' ')}`.trimEnd(),
    targets,
  };
  console.log(flags.json ? JSON.stringify(report) : formatFuzzReport(report));
  return targets.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

interface Flags {
  readonly requests: number;
  readonly seed: number;
  readonly services: readonly TargetName[];
  readonly lanes: number | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** The flags, or what is wrong with them. */
function readFlags(args: readonly string[]): Flags | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        requests: { type: 'string', default: '20000' },
        seed: { type: 'string', default: '1' },
        service: { type: 'string', multiple: true, default: [] },
        lanes: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const services = values.service.length === 0 ? Object.keys(TARGETS) : [...new Set(values.service)];
    return {
      requests: wholeNumber('--requests', values.requests, 1, 1_000_000_000),
      seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
      services: services.map(targetName),
      lanes: values.lanes === undefined ? undefined : wholeNumber('--lanes', values.lanes, 1, 64),
      json: values.json,
      help: values.help,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new RangeError(
    `${flag}: must be a whole number from ${String(least)} to ${String(most)}, not ${text}`,
  );
}

function targetName(name: string): TargetName {
  if (Object.hasOwn(TARGETS, name)) return name as TargetName;
  throw new RangeError(`--service: must be one of ${Object.keys(TARGETS).join(', ')}, not ${name}`);
}

/** Requests for each service, by the share that suits it. */
function dealt(requests: number, services: readonly TargetName[]): ReadonlyMap<TargetName, number> {
  const whole = services.reduce((sum, name) => sum + TARGETS[name].share, 0);
  return new Map(
    services.map((name) => [name, Math.max(1, Math.round((requests * TARGETS[name].share) / whole))]),
  );
}
