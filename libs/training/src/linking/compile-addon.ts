import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastWords, runChild, type ChildOptions } from './child-program.js';
import { LinkError } from './link-error.js';
import { nodeApiHeaders } from './native-package.js';

/** The addon uses Node-API alone, so one binary serves every Node version. */
const FLAGS = ['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8'];
const SOURCES = ['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'];

/** Changes with the binding's sources and with the flags. */
export async function addonKey(packageFolder: string): Promise<string> {
  const hash = createHash('sha256').update(FLAGS.join(' '));
  for (const name of (await readdir(join(packageFolder, 'binding'))).sort()) {
    hash.update(`\n${name}\n`).update(await readFile(join(packageFolder, 'binding', name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Compiles the binding's sources against the unpacked TensorFlow; no node-gyp, no headers of Node itself. */
export async function compileAddon(
  compiler: readonly string[],
  packageFolder: string,
  unpacked: string,
  output: string,
  options: Pick<ChildOptions, 'env' | 'signal'>,
): Promise<void> {
  const result = await runChild(
    [
      ...compiler,
      ...FLAGS,
      `-I${nodeApiHeaders()}`,
      `-I${packageFolder}`,
      `-I${join(unpacked, 'include')}`,
      ...SOURCES,
      '-o',
      output,
      // By file name: the wheel has no libtensorflow.so, which `-ltensorflow` would look for.
      `-L${join(unpacked, 'lib')}`,
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      '-l:libtensorflow_cc.so.2',
      '-l:libtensorflow_framework.so.2',
    ],
    { ...options, cwd: packageFolder },
  );
  if (result.code !== 0) throw new LinkError(`cannot compile the addon: ${lastWords(result, 5)}`);
}
