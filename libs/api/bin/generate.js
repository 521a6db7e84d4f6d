#!/usr/bin/env node
// Generates src/generated from proto/. With --check it writes nothing and fails where the committed files differ.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const protoDir = join(root, 'proto');
const committed = join(here, '../src/generated');
const check = process.argv.includes('--check');

const files = readdirSync(protoDir, { recursive: true, encoding: 'utf8' }).filter((f) =>
  f.endsWith('.proto'),
);
const output = mkdtempSync(join(tmpdir(), 'blockqnn-proto-'));
const loader = createRequire(import.meta.url).resolve(
  '@grpc/proto-loader/build/bin/proto-loader-gen-types.js',
);

// Keep the conversion flags equal to LOADER_OPTIONS in src/loader-options.ts.
const result = spawnSync(
  process.execPath,
  [
    loader,
    ...files.sort(),
    // Relative, since the generator writes it into every file's head.
    '-I',
    'proto',
    '-O',
    output,
    '--grpcLib=@grpc/grpc-js',
    '--longs=Number',
    '--enums=String',
    '--defaults',
    '--oneofs',
    '--includeComments',
    '--importFileExtension=.js',
    '--inputTemplate=%sInput',
    '--outputTemplate=%s',
    '--targetFileExtension=.ts',
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (result.status !== 0) process.exit(result.status ?? 1);

// The files at the top only serve callers of loadPackageDefinition; nothing here is one.
for (const file of readdirSync(output)) if (file.endsWith('.ts')) rmSync(join(output, file));

// proto-loader's own descriptors lack imports and original names, which clients of reflection need.
const descriptorSets = [
  ['proto'],
  ['node_modules/grpc-health-check/proto'],
  [
    'node_modules/google-proto-files',
    '--path',
    'node_modules/google-proto-files/google/rpc/error_details.proto',
  ],
].map((source) => {
  const file = join(output, 'set.binpb');
  const buf = createRequire(import.meta.url).resolve('@bufbuild/buf/bin/buf');
  const built = spawnSync(
    process.execPath,
    [buf, 'build', ...source, '-o', file, '--as-file-descriptor-set', '--exclude-source-info'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (built.status !== 0) process.exit(built.status ?? 1);
  return readFileSync(file).toString('base64');
});
writeFileSync(
  join(output, 'file-descriptor-sets.ts'),
  `// google.protobuf.FileDescriptorSet in base64: our proto files, health checking, details of errors.\n` +
    `export const FILE_DESCRIPTOR_SETS = ${JSON.stringify(descriptorSets, undefined, 2)} as const;\n`,
);

const tree = (dir) =>
  new Map(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.ts'))
      .map((f) => [f, readFileSync(join(dir, f), 'utf8')]),
  );

let failed = false;
if (check) {
  const [want, have] = [tree(output), tree(committed)];
  for (const file of new Set([...want.keys(), ...have.keys()])) {
    if (want.get(file) === have.get(file)) continue;
    failed = true;
    console.error(
      `${relative(process.cwd(), join(committed, file))} is not what proto/ gives; run npm run proto`,
    );
  }
} else {
  rmSync(committed, { recursive: true, force: true });
  cpSync(output, committed, { recursive: true, filter: (path) => !path.endsWith('.binpb') });
}
rmSync(output, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
