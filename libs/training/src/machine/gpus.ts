import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const LISTING_MS = 10_000;
/** A folder for each GPU, by its place on the bus. */
const DRIVER_FOLDER = '/proc/driver/nvidia/gpus';

/** Where GPUs are looked for; tests plant their own. */
export interface GpuSources {
  /** `CUDA_VISIBLE_DEVICES` where somebody chose already. */
  readonly visible?: string | undefined;
  /** What `nvidia-smi -L` prints; undefined where it cannot be run. */
  readonly listing: () => Promise<string | undefined>;
  /** How many the driver knows. */
  readonly driverCount: () => Promise<number>;
}

const machine: GpuSources = {
  visible: process.env['CUDA_VISIBLE_DEVICES'],
  listing: () =>
    promisify(execFile)('nvidia-smi', ['-L'], { timeout: LISTING_MS }).then(
      ({ stdout }) => stdout,
      () => undefined,
    ),
  driverCount: () =>
    readdir(DRIVER_FOLDER).then(
      (names) => names.length,
      () => 0,
    ),
};

/**
 * NVIDIA's GPUs that this process may use, each as a value for `CUDA_VISIBLE_DEVICES`. A GPU that is cut
 * into instances (MIG) counts as these.
 */
export async function findGpus(sources: GpuSources = machine): Promise<string[]> {
  if (sources.visible !== undefined) return chosen(sources.visible);
  const listing = await sources.listing();
  const listed = listing === undefined ? [] : devices(listing);
  if (listed.length > 0) return listed;
  return Array.from({ length: await sources.driverCount() }, (_, index) => String(index));
}

/** CUDA takes the list up to the first device that it does not know; -1 is the usual one to say "none". */
function chosen(visible: string): string[] {
  const names = visible.split(',').map((name) => name.trim());
  const end = names.findIndex((name) => name === '' || name === '-1');
  return end < 0 ? names : names.slice(0, end);
}

/** Lines are `GPU 0: NAME (UUID: GPU-…)`, and below it, indented, `MIG … (UUID: MIG-…)` for each instance. */
function devices(listing: string): string[] {
  const gpus: { readonly id: string; readonly instances: string[] }[] = [];
  for (const line of listing.split('\n')) {
    const [, kind, id] = /^\s*(GPU|MIG) .*\(UUID: ([\w/-]+)\)/.exec(line) ?? [];
    if (id === undefined) continue;
    if (kind === 'GPU') gpus.push({ id, instances: [] });
    else gpus.at(-1)?.instances.push(id);
  }
  return gpus.flatMap(({ id, instances }) => (instances.length > 0 ? instances : [id]));
}
