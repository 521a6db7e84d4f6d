import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachedFolder } from './cached.js';
import { freePort } from './free-port.js';
import { skipForWantOf, type ToolContext } from './needs.js';
import { firstOf, runProgram } from './program.js';
import { serverOfFile } from './server-of-file.js';

const GO_PACKAGE = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';
const START_MS = 20_000;
const REGION = 'us-east-1';

/** A real S3-compatible server on loopback that lives as long as the test. */
export interface S3Server {
  /** URL to reach it by. */
  readonly endpoint: string;
  readonly region: string;
  /** Of the user who may do everything. */
  readonly credentials: { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string };
  /** Makes a fresh bucket; gives its name. */
  createBucket(): Promise<string>;
  /** The folder that a bucket is: an object is a file under its key. */
  folderOf(bucket: string): string;
  /** Ends it as a crash does (SIGKILL); resolves when it has gone. */
  kill(): Promise<void>;
  /** Starts it again where it was killed: the same port, the same buckets. */
  restart(): Promise<void>;
}

/** Starts a server. Undefined after the test was skipped for want of it. */
async function startS3Server(t: ToolContext): Promise<S3Server | undefined> {
  let binary: string;
  try {
    binary = await firstOf([
      async () => `${await cachedFolder('versitygw/go-v1.8.0', installWithGo)}/versitygw`,
      () => runProgram('versitygw', ['--version']).then(() => 'versitygw'),
    ]);
  } catch (error) {
    skipForWantOf(t, 'versitygw', `install it, or Go for the test to build it (${String(error)})`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-s3-'));
  const buckets = join(folder, 'buckets');
  const attributes = join(folder, 'attributes');
  await mkdir(buckets);
  await mkdir(attributes);
  const port = await freePort();
  const launch = (): Promise<ChildProcess> => launchServer(binary, port, buckets, attributes);
  let child = await launch();
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  t.after(async () => {
    process.off('exit', atExit);
    await end(child);
    await rm(folder, { recursive: true, force: true });
  });
  let made = 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: REGION,
    credentials: CREDENTIALS,
    createBucket: async () => {
      const name = `bucket-${(made += 1)}`;
      await mkdir(join(buckets, name));
      return name;
    },
    folderOf: (bucket) => join(buckets, bucket),
    kill: () => end(child),
    restart: async () => {
      await end(child);
      child = await launch();
    },
  };
}

/** See {@link serverOfFile}. */
export const s3ServerOfFile = (): ((t: ToolContext) => Promise<S3Server | undefined>) =>
  serverOfFile(startS3Server);

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test-user', AWS_SECRET_ACCESS_KEY: 'not-a-secret' };

async function installWithGo(folder: string): Promise<void> {
  await runProgram('go', ['install', GO_PACKAGE], { GOBIN: folder });
}

/** Attributes lie in files of their own: not every file system has them. */
async function launchServer(
  binary: string,
  port: number,
  buckets: string,
  attributes: string,
): Promise<ChildProcess> {
  const { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: secret } = CREDENTIALS;
  const flags = ['--port', `127.0.0.1:${port}`, '--access', access, '--secret', secret];
  flags.push('--region', REGION, '--quiet', 'posix', '--sidecar', attributes, buckets);
  const child = spawn(binary, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-2000)));
  }
  for (let waitedMs = 0; !(await accepts(port)); waitedMs += 20) {
    if (child.exitCode !== null || waitedMs >= START_MS) {
      await end(child);
      throw new Error(`versitygw did not start: ${log}`);
    }
    await sleep(20);
  }
  return child;
}

/** Whether something listens. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
