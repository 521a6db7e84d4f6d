import { cachedFolder } from './cached.js';
import { skipForWantOf, type ToolContext } from './needs.js';
import { firstOf, runProgram } from './program.js';

const GO_PACKAGE = 'github.com/nats-io/natscli/nats@v0.5.0';

/** The `nats` command: the one on the PATH, else built once through Go. Undefined after the test was skipped. */
export async function natsCli(t: ToolContext): Promise<string | undefined> {
  try {
    return await firstOf([
      async () => {
        await runProgram('nats', ['--version']);
        return 'nats';
      },
      async () => `${await cachedFolder('natscli/go-0.5.0', installWithGo)}/nats`,
    ]);
  } catch (error) {
    skipForWantOf(t, 'nats', `install natscli, or Go for the test to build it (${String(error)})`);
    return undefined;
  }
}

async function installWithGo(folder: string): Promise<void> {
  await runProgram('go', ['install', GO_PACKAGE], { GOBIN: folder });
}
