import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import {
  bestSplit,
  candidateSplits,
  cgroupLimits,
  findGpus,
  type HostLoad,
  knownSpeedup,
  measureSpeedup,
  measureThroughput,
  RECORDED_SPEEDUP,
  resourcesWithin,
  ThroughputCache,
  type ThroughputOptions,
} from '@blockqnn/training/machine';
import fc from 'fast-check';

const GIB = 2 ** 30;
const never = new AbortController().signal;
const machine = { cores: 4, memoryBytes: 16 * GIB, processor: 'Z80' };

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'blockqnn-machine-'));
  t.after(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

/** A root with planted files. */
function planted(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = folder(t);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text}\n`);
  }
  return root;
}

describe('control groups', () => {
  it('bound processors and memory, the tightest of the groups above too (version 2)', (t) => {
    const root = planted(t, {
      'proc/self/cgroup': '0::/kubepods/pod1/container',
      'sys/fs/cgroup/kubepods/cpu.max': 'max 100000',
      'sys/fs/cgroup/kubepods/pod1/cpu.max': '250000 100000',
      'sys/fs/cgroup/kubepods/pod1/memory.max': 'max',
      'sys/fs/cgroup/kubepods/pod1/container/cpu.max': '400000 100000',
      'sys/fs/cgroup/kubepods/pod1/container/memory.max': String(2 * GIB),
    });
    assert.deepEqual(cgroupLimits(root), { cpus: 2.5, memoryBytes: 2 * GIB });
  });

  it('are found where the path is that of the host and the mount the container’s own', (t) => {
    const root = planted(t, {
      'proc/self/cgroup': '0::/docker/0123',
      'sys/fs/cgroup/cpu.max': '50000 100000',
      'sys/fs/cgroup/memory.max': '1073741824',
    });
    assert.deepEqual(cgroupLimits(root), { cpus: 0.5, memoryBytes: GIB });
  });

  it('bound them in version 1 as well', (t) => {
    const root = planted(t, {
      'proc/self/cgroup': '5:memory:/job\n4:cpu,cpuacct:/job\n0::/',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712',
      'sys/fs/cgroup/memory/job/memory.limit_in_bytes': String(3 * GIB),
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000',
      'sys/fs/cgroup/cpu/job/cpu.cfs_quota_us': '200000',
      'sys/fs/cgroup/cpu/job/cpu.cfs_period_us': '100000',
    });
    assert.deepEqual(cgroupLimits(root), { cpus: 2, memoryBytes: 3 * GIB });
  });

  it('bound nothing where there are none', (t) => {
    assert.deepEqual(cgroupLimits(folder(t)), { cpus: undefined, memoryBytes: undefined });
  });

  it('leave whole cores, at least one, and never more than the machine has', () => {
    const within = (cpus: number) => resourcesWithin({ cpus, memoryBytes: undefined }, machine).cores;
    assert.deepEqual([0.5, 1, 2.9, 64].map(within), [1, 1, 2, 4]);
    const { memoryBytes } = resourcesWithin({ cpus: undefined, memoryBytes: GIB }, machine);
    assert.equal(memoryBytes, GIB);
  });
});

describe('GPUs', () => {
  const listing = [
    'GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-aaaa)',
    'GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-bbbb)',
    '  MIG 3g.20gb     Device  0: (UUID: MIG-cccc)',
    '  MIG 3g.20gb     Device  1: (UUID: MIG-GPU-bbbb/2/0)',
    '',
  ].join('\n');
  const sources = (visible?: string, listed?: string, driver = 0) => ({
    visible,
    listing: () => Promise.resolve(listed),
    driverCount: () => Promise.resolve(driver),
  });

  it('are those that nvidia-smi lists, instances in place of the GPU that is cut into them', async () => {
    assert.deepEqual(await findGpus(sources(undefined, listing)), [
      'GPU-aaaa',
      'MIG-cccc',
      'MIG-GPU-bbbb/2/0',
    ]);
  });

  it('are those that the driver knows where nvidia-smi is not there', async () => {
    assert.deepEqual(await findGpus(sources(undefined, undefined, 2)), ['0', '1']);
    assert.deepEqual(await findGpus(sources(undefined, undefined, 0)), []);
  });

  it('are those that somebody chose already', async () => {
    assert.deepEqual(await findGpus(sources('2, 5', listing)), ['2', '5']);
    assert.deepEqual(await findGpus(sources('', listing)), []);
    assert.deepEqual(await findGpus(sources('1,-1,2', listing)), ['1']);
  });
});

describe('splits of the cores', () => {
  it('never use more threads than there are cores, nor waste a quarter of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 512 }), (cores, most) => {
        const splits = candidateSplits(cores, most);
        assert.ok(splits.length > 0);
        for (const { processes, threads } of splits) {
          assert.ok(processes >= 1 && processes <= most && threads >= 1);
          assert.ok(processes * threads <= cores && processes * threads >= 0.75 * cores);
        }
        assert.equal(new Set(splits.map(({ processes }) => processes)).size, splits.length);
      }),
    );
  });

  it('are measured once, and the one that trains most wins; equals go to fewer processes', async (t) => {
    const rates: Record<string, number> = { '1x4': 100, '2x2': 130, '4x1': 132 };
    const measured: string[] = [];
    const measure = ({ split }: ThroughputOptions) => {
      const name = `${String(split.processes)}x${String(split.threads)}`;
      measured.push(name);
      // The first round is disturbed by another program.
      return Promise.resolve((rates[name] ?? 0) / (measured.length <= 3 ? 4 : 1));
    };
    const file = join(folder(t), 'state/throughput.json');
    const find = (version = '1', programs = 0) =>
      bestSplit({
        engine: 'native',
        version,
        machine,
        mostProcesses: 16,
        cache: new ThroughputCache(file),
        signal: never,
        measure,
        load: () => ({ programs, cores: 4 }),
      });
    await find('1', 4);
    measured.length = 0;
    const first = await find();
    assert.deepEqual(first.best, { processes: 2, threads: 2, imagesPerSecond: 130 });
    assert.equal(first.measuredNow, true);
    const again = await find();
    assert.deepEqual(again, { ...first, measuredNow: false });
    assert.deepEqual(measured, ['1x4', '2x2', '4x1', '1x4', '2x2', '4x1']);
    await find('2');
    assert.equal(measured.length, 12, 'another version is measured anew');
    assert.equal((await find()).measuredNow, false, 'and the first one is kept');
    assert.deepEqual(readdirSync(dirname(file)), ['throughput.json'], 'no drafts stay');

    writeFileSync(file, '{"spoilt');
    rates['4x1'] = 200;
    assert.equal((await find()).best.processes, 4);
  });
});

describe('figures of splits', () => {
  /** Whether they are still known after a second look. */
  const kept = async (file: string, load: HostLoad) => {
    const find = () =>
      bestSplit({
        engine: 'native',
        version: '1',
        machine: { ...machine, cores: 2 },
        mostProcesses: 2,
        cache: new ThroughputCache(file),
        signal: never,
        measure: () => Promise.resolve(5),
        load: () => load,
      });
    await find();
    return !(await find()).measuredNow;
  };

  it('are kept where the host has cores to spare, however few of them are left to this process', async (t) => {
    const file = join(folder(t), 'throughput.json');
    assert.equal(await kept(file, { programs: 60, cores: 64 }), false);
    assert.equal(await kept(file, { programs: 4, cores: 64 }), true);
  });

  it('are kept in a folder whose parents are missing too', async (t) => {
    const file = join(folder(t), 'new', 'state', 'throughput.json');
    assert.equal(await kept(file, { programs: 0, cores: 2 }), true);
  });
});

describe('the speed-up of the native engine', () => {
  it('is that of another machine until it is measured on this one, once', async (t) => {
    const path = folder(t);
    assert.deepEqual(await knownSpeedup(machine, path), RECORDED_SPEEDUP);
    let measurements = 0;
    const measure = ({ engine, split }: ThroughputOptions) => {
      measurements += 1;
      return Promise.resolve(engine === 'wasm' ? 100 : 150 + 100 * split.processes);
    };
    const measured = { times: 5.5, processor: 'Z80', measuredHere: true };
    for (let run = 0; run < 2; run += 1) {
      assert.deepEqual(await measureSpeedup({ signal: never, machine, folder: path, measure }), measured);
    }
    assert.equal(measurements, 6);
    assert.deepEqual(await knownSpeedup(machine, path), measured);
    assert.deepEqual(await knownSpeedup({ ...machine, cores: 5 }, path), RECORDED_SPEEDUP);
  });
});

describe('measuring', { timeout: 120_000 }, () => {
  it('trains for real in as many processes as asked for', async () => {
    const one = await measureThroughput({
      engine: 'wasm',
      split: { processes: 2, threads: 1 },
      seconds: 0.2,
      signal: never,
    });
    assert.ok(one > 0 && Number.isFinite(one));
  });

  it('ends with the signal, its processes too', async () => {
    const stop = new AbortController();
    const reason = new Error('not wanted');
    const options = { engine: 'wasm', split: { processes: 2, threads: 1 }, seconds: 600 } as const;
    const measuring = measureThroughput({ ...options, signal: stop.signal });
    setTimeout(() => {
      stop.abort(reason);
    }, 300);
    await assert.rejects(measuring, reason);
  });
});
