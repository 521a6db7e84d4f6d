import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readStamp } from './link-stamp.js';
import { ADDON, nativePackageFolder } from './native-package.js';

/** Whether the native engine can be loaded. */
export type NativeLink =
  | {
      readonly linked: true;
      readonly tensorflowVersion: string;
      readonly variant: 'cpu' | 'cuda';
      /** Absolute path of the addon. Set `TF_ENABLE_ONEDNN_OPTS=1` in the environment before loading it. */
      readonly addon: string;
    }
  | { readonly linked: false; readonly reason: string };

/** Looks at the link without loading or hashing anything: a few milliseconds. */
export function nativeLink(): NativeLink {
  let folder: string;
  try {
    folder = nativePackageFolder();
  } catch {
    return { linked: false, reason: 'the package @tensorflow/tfjs-node-gpu is not installed' };
  }
  return linkIn(folder);
}

/** {@link nativeLink} for a given package folder. */
export function linkIn(folder: string): NativeLink {
  const stamp = readStamp(folder);
  if (stamp === undefined) return { linked: false, reason: 'TensorFlow is not linked' };
  if (stamp.state !== 'linked') return { linked: false, reason: 'linking TensorFlow was not finished' };
  if (stamp.platform !== process.platform || stamp.arch !== process.arch) {
    return { linked: false, reason: `TensorFlow was linked for ${stamp.platform} ${stamp.arch}` };
  }
  const damaged = stamp.files.find(({ path, sizeBytes }) => sizeOf(join(folder, path)) !== sizeBytes);
  if (damaged) return { linked: false, reason: `${damaged.path} is missing or not what was linked` };
  return {
    linked: true,
    tensorflowVersion: stamp.tensorflowVersion,
    variant: stamp.variant,
    addon: join(folder, ADDON),
  };
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}
