import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** Folder of the npm package that holds TensorFlow's binding. Throws where it is not installed. */
export function nativePackageFolder(): string {
  return dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
}

/** Folder of Node-API's header files. */
export function nodeApiHeaders(): string {
  return join(dirname(require.resolve('node-api-headers/package.json')), 'include');
}

/** Where what was downloaded and compiled is kept, so that a new `node_modules` only needs linking. */
export const CACHE_FOLDER = fileURLToPath(new URL('../../../../.cache/native', import.meta.url));

/** The compiled addon, relative to the package; the binding's own scripts look for it there. */
export const ADDON = 'lib/napi-v8/tfjs_binding.node';

/** Folder of the shared libraries, relative to the package; the addon finds them from where it lies. */
export const LIBRARIES = 'deps';
