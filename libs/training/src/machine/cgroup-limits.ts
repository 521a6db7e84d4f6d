import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a container's, a pod's or a service unit's control groups allow; undefined where nothing is bounded. */
export interface CgroupLimits {
  /** Processor time by wall time, for instance 2.5. */
  readonly cpus: number | undefined;
  readonly memoryBytes: number | undefined;
}

/** v1 says "no bound" with a number near 2^63, rounded down to whole pages. */
const BOUNDLESS_BYTES = 2 ** 60;

/**
 * Reads the limits of the control groups that this process is in, the parents' too, since the tightest
 * holds. Versions 1 and 2; nothing elsewhere than on Linux.
 *
 * @param root - where `/proc` and `/sys` lie, for tests
 */
export function cgroupLimits(root = '/'): CgroupLimits {
  const groups = memberships(read(join(root, 'proc/self/cgroup')) ?? '');
  const base = join(root, 'sys/fs/cgroup');
  const cpus: number[] = [];
  const bytes: number[] = [];
  for (const folder of ancestors(base, groups.get('') ?? '/')) {
    cpus.push(share(...(read(join(folder, 'cpu.max'))?.split(/\s+/) ?? [])));
    bytes.push(amount(read(join(folder, 'memory.max'))));
  }
  for (const folder of ancestors(join(base, 'cpu'), groups.get('cpu'))) {
    cpus.push(share(read(join(folder, 'cpu.cfs_quota_us')), read(join(folder, 'cpu.cfs_period_us'))));
  }
  for (const folder of ancestors(join(base, 'memory'), groups.get('memory'))) {
    bytes.push(amount(read(join(folder, 'memory.limit_in_bytes'))));
  }
  return { cpus: tightest(cpus), memoryBytes: tightest(bytes) };
}

/** Paths of the groups, by controller of version 1; that of version 2 under ''. Lines are `id:controllers:path`. */
function memberships(text: string): Map<string, string> {
  const groups = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) groups.set(controller, path);
  }
  return groups;
}

/**
 * The group's folder and those above it, up to the mount. Inside a container the path may be the host's,
 * and the container's own group be the mount itself: folders that are not there are passed over.
 */
function ancestors(base: string, path: string | undefined): string[] {
  if (path === undefined) return [];
  const folders = [base];
  for (let at = path; at !== '/'; at = dirname(at)) folders.push(join(base, at));
  return folders;
}

function share(quota = '', period = ''): number {
  return Number(quota) > 0 && Number(period) > 0 ? Number(quota) / Number(period) : Infinity;
}

function amount(text = ''): number {
  const bytes = /^\d+$/.test(text) ? Number(text) : Infinity;
  return bytes < BOUNDLESS_BYTES ? bytes : Infinity;
}

function tightest(limits: readonly number[]): number | undefined {
  const least = Math.min(...limits);
  return least === Infinity ? undefined : least;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch {
    return undefined;
  }
}
