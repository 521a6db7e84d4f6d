import { parseFaultArguments, USAGE, type FaultArguments } from './arguments.js';
import { runFaults } from './fault-run.js';
import { formatReport } from './fault-report.js';
import { ProgressLine } from './progress-line.js';

const SIGNALLED = { SIGINT: 130, SIGTERM: 143 } as const;
for (const [signal, code] of Object.entries(SIGNALLED)) process.once(signal, () => process.exit(code));

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let parsed: FaultArguments | 'help';
  try {
    parsed = parseFaultArguments(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (parsed === 'help') {
    console.log(USAGE);
    return 0;
  }
  const report = await runFaults(parsed, new ProgressLine());
  console.log(parsed.json ? JSON.stringify(report) : formatReport(report));
  return report.violations.length === 0 ? 0 : 1;
}
