import { linkNative, MissingError, type LinkResult } from '@blockqnn/training/linking';
import { machineResources, measureSpeedup, type NativeSpeedup } from '@blockqnn/training/machine';
import { Command } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { LinkDisplay } from '../link-display.js';

interface NativeFlags {
  readonly cuda: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

const HELP = `
Downloads TensorFlow's libraries through pip (CPU: 274 MB, 0.9 GB on disk; CUDA: 3.3 GB, 5.6 GB on disk), compiles
the small addon that binds them to Node, tries both, and keeps what it made in .cache/native. A second run compares
checksums and has nothing to do; after npm has made node_modules anew, it links without downloading.

Needs Linux with glibc, Python 3 with pip, and a C++ compiler (g++, or what CXX names). Without them everything works
on the WebAssembly engine, only slower.

Examples (npm passes on what follows --):
  npm run native
  npm run native -- --cuda

Exit codes:
  0 linked   1 linking failed, or something is missing   2 wrong usage   130 interrupted
`;

/** `blockqnn native`: links TensorFlow for the native engine. */
export function nativeCommand(context: CliContext): Command {
  return new Command('native')
    .description('link TensorFlow into this installation, for training several times as fast')
    .option('--cuda', "TensorFlow for NVIDIA's GPUs, with NVIDIA's libraries", false)
    .option('--force', 'download and compile again, whatever is there', false)
    .option('--json', 'print the outcome as JSON', false)
    .addHelpText('after', HELP)
    .action(async ({ cuda, force, json }: NativeFlags) => {
      const display = new LinkDisplay(context.stderr);
      try {
        const result = await linkNative({
          variant: cuda ? 'cuda' : 'cpu',
          force,
          env: context.env,
          signal: context.signal,
          reporter: display,
        });
        // A GPU is another matter than the cores that are compared here.
        const speedup = result.device === 'CPU' ? await trySpeedup(context, display) : undefined;
        display.stop();
        tell(context, result, speedup, json);
      } catch (error) {
        display.stop();
        if (json) printJson(context, failureJson(error));
        throw error;
      }
    });
}

/** What linking gained; undefined where it cannot be measured, which is no reason to fail. */
async function trySpeedup(context: CliContext, display: LinkDisplay): Promise<NativeSpeedup | undefined> {
  try {
    return await measureSpeedup({
      signal: context.signal,
      onMeasuring: () => {
        display.step('Training on both engines for some seconds, to compare them');
      },
    });
  } catch (error) {
    context.signal.throwIfAborted();
    context.stderr.write(`not measured how much faster it is: ${String(error)}\n`);
    return undefined;
  }
}

function tell(
  context: CliContext,
  result: LinkResult,
  speedup: NativeSpeedup | undefined,
  json: boolean,
): void {
  const threads = machineResources().cores;
  if (json) {
    printJson(context, { linked: true, ...result, threads, timesAsFast: speedup?.times ?? null });
    return;
  }
  const { tensorflowVersion, variant, device, changed, movedAside } = result;
  for (const file of movedAside) print(context, `Kept a file of other origin as ${file}`);
  print(
    context,
    `${changed ? 'Linked' : 'Nothing to do: linked and whole is'} TensorFlow ${tensorflowVersion}, device ${device}, ${String(threads)} threads.`,
  );
  if (speedup !== undefined) {
    print(
      context,
      `It trains ${speedup.times.toFixed(1)} times as fast as the WebAssembly engine on this machine.`,
    );
  }
  if (variant === 'cuda' && device === 'CPU') {
    print(context, 'TensorFlow found no GPU that it can use; is the NVIDIA driver installed (nvidia-smi)?');
  }
}

function failureJson(error: unknown): Record<string, unknown> {
  return {
    linked: false,
    error: error instanceof Error ? error.message : String(error),
    missing: error instanceof MissingError ? error.missing : [],
  };
}
