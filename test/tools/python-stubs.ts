import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROTO_DIR = fileURLToPath(new URL('../../proto', import.meta.url));

/** What Python needs to make the stubs and to use them. */
export const STUB_PACKAGES = ['grpcio', 'grpcio-tools', 'googleapis-common-protos'] as const;

/** Generates Python's stubs of all proto files into a folder, which it makes. */
export async function makeStubs(python: string, folder: string): Promise<void> {
  const files = (await readdir(PROTO_DIR, { recursive: true })).filter((file) => file.endsWith('.proto'));
  await mkdir(folder);
  await run(
    python,
    [
      '-m',
      'grpc_tools.protoc',
      '-I',
      PROTO_DIR,
      `--python_out=${folder}`,
      `--grpc_python_out=${folder}`,
      ...files,
    ],
    { cwd: PROTO_DIR },
  );
}
