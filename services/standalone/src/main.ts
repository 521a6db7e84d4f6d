import { runProgram } from '@blockqnn/cli';
import { startTelemetry } from '@blockqnn/telemetry';
import { standaloneCommand } from './options.js';
import { processContext } from './process-context.js';
import { runStandalone } from './standalone.js';

const context = processContext();
await using _telemetry = await startTelemetry({ service: 'standalone', env: process.env });
const command = standaloneCommand((options) => runStandalone(options, context));
process.exitCode = await runProgram(command, process.argv.slice(2), context);
