import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findAddon, makeAddon } from './cached-addon.js';
import { addonKey } from './compile-addon.js';
import { supportedDistribution, type Distribution, type Variant } from './distribution.js';
import { changedFiles } from './file-record.js';
import { findTools } from './find-tools.js';
import type { LinkReporter } from './link-reporter.js';
import { readStamp, writeStamp, type LinkStamp } from './link-stamp.js';
import { ADDON, CACHE_FOLDER, nativePackageFolder } from './native-package.js';
import { placeFile } from './place-file.js';
import { moveAside, placements } from './placement.js';
import { proveLink, type LinkProof } from './prove-link.js';
import { findUnpacked, unpackedFolder, unpackTensorflow } from './unpacked-tensorflow.js';

export interface LinkOptions {
  readonly variant: Variant;
  /** Downloads and compiles again, whatever is there. */
  readonly force: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly reporter: LinkReporter;
  /** Folder of the npm package that is linked; the installed one where left out. */
  readonly packageFolder?: string;
  /** Where downloads are kept; `.cache/native` of the checkout where left out. */
  readonly cacheFolder?: string;
}

export interface LinkResult extends LinkProof {
  readonly variant: Variant;
  /** False where everything was in place, and only its checksums were compared. */
  readonly changed: boolean;
  /** Absolute path. */
  readonly addon: string;
  /** Files of other origin that lay where linked files go, under the names that they were moved to. */
  readonly movedAside: readonly string[];
}

/**
 * Links TensorFlow into the npm package that binds it. Checks what is needed before it downloads; a run
 * that was cut off, and files that changed since, are repaired by the next. Throws {@link MissingError}
 * or another LinkError.
 */
export async function linkNative(options: LinkOptions): Promise<LinkResult> {
  const { variant, env, signal, reporter, force } = options;
  const packageFolder = options.packageFolder ?? nativePackageFolder();
  const cacheFolder = options.cacheFolder ?? CACHE_FOLDER;
  const distribution = supportedDistribution(variant);
  const key = await addonKey(packageFolder);
  const stamp = readStamp(packageFolder);
  const addon = join(packageFolder, ADDON);

  reporter.step('Looking at what is linked');
  if (!force && stamp !== undefined && isWanted(stamp, distribution, key)) {
    if ((await changedFiles(packageFolder, stamp.files)).length === 0) {
      const proof = await proveLink(addon, { env, signal });
      return { ...proof, variant, addon, changed: false, movedAside: [] };
    }
  }

  const folder = unpackedFolder(cacheFolder, distribution);
  const cached = force ? undefined : await findUnpacked(folder);
  const cachedAddon = cached && (await findAddon(folder, key));
  reporter.step('Checking for compiler, Python, C library and disk space');
  const tools = await findTools({
    env,
    signal,
    distribution,
    unpackedFolder: folder,
    packageFolder,
    downloads: cached === undefined,
    compiles: cachedAddon === undefined,
  });
  const unpacked =
    cached ?? (await unpackTensorflow(tools.python, distribution, folder, { env, signal, reporter }));
  if (cachedAddon === undefined) reporter.step(`Compiling the addon with ${tools.compiler.join(' ')}`);
  const compiled =
    cachedAddon ?? (await makeAddon(tools.compiler, packageFolder, folder, key, { env, signal }));

  reporter.step('Placing the libraries and the addon in the package, and trying them');
  const placed = placements(unpacked, compiled);
  const draft: LinkStamp = {
    state: 'placing',
    variant,
    tensorflowVersion: distribution.tensorflowVersion,
    platform: process.platform,
    arch: process.arch,
    addonKey: key,
    files: placed.map(({ record }) => record),
  };
  const own = new Set(stamp?.files.map(({ path }) => path));
  const movedAside = await moveAside(packageFolder, draft.files, own);
  // Names old files too until they are gone, so that a run cut off here still knows them as its own.
  const old = (stamp?.files ?? []).filter(({ path }) => !draft.files.some((file) => file.path === path));
  await writeStamp(packageFolder, { ...draft, files: [...draft.files, ...old] });
  for (const { path } of old) await rm(join(packageFolder, path), { force: true });
  for (const { source, record } of placed) await placeFile(source, join(packageFolder, record.path));
  const proof = await proveLink(addon, { env, signal });
  await writeStamp(packageFolder, { ...draft, state: 'linked' });
  return { ...proof, variant, addon, changed: true, movedAside };
}

function isWanted(
  stamp: LinkStamp,
  { variant, arch, tensorflowVersion }: Distribution,
  key: string,
): boolean {
  return (
    stamp.state === 'linked' &&
    stamp.variant === variant &&
    stamp.tensorflowVersion === tensorflowVersion &&
    stamp.platform === process.platform &&
    stamp.arch === arch &&
    stamp.addonKey === key
  );
}
