import { parseFaultArguments, USAGE, type FaultArguments } from './arguments.js';
import { runFaults } from './fault-run.js';
import { FaultTally, formatReport, type FaultReport } from './fault-report.js';
import { ProgressLine } from './progress-line.js';

const SIGNALLED = { SIGINT: 130, SIGTERM: 143 } as const;

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
  const tally = new FaultTally(parsed);
  const tell = (): FaultReport => {
    const report = tally.report();
    console.log(parsed.json ? JSON.stringify(report) : formatReport(report));
    return report;
  };
  for (const [signal, code] of Object.entries(SIGNALLED)) {
    process.once(signal, () => {
      // Of the rounds before the one that this cuts off.
      tell();
      process.exit(code);
    });
  }
  await runFaults(parsed, tally, new ProgressLine());
  return tell().violations.length === 0 ? 0 : 1;
}
