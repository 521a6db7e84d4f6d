import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chooseLayout, type LayoutHost } from '../src/layout/worker-layout.js';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const split = (processes: number, threads: number, imagesPerSecond: number) => ({
  processes,
  threads,
  imagesPerSecond,
});
const measured = { best: split(2, 4, 90), all: [split(1, 8, 70), split(2, 4, 90)], measuredNow: true };
const linked = (variant: 'cpu' | 'cuda') =>
  ({ linked: true, tensorflowVersion: '2.21.0', variant, addon: '/addon' }) as const;

const host = (changes: Partial<LayoutHost> = {}): LayoutHost => ({
  link: linked('cpu'),
  machine: { cores: 8, memoryBytes: 64 * GIB, processor: 'Z80' },
  findGpus: () => Promise.resolve([]),
  measureSplits: () => Promise.resolve(measured),
  ...changes,
});
const unlinked = { linked: false, reason: 'TensorFlow is not linked' } as const;
const unset = {
  engine: undefined,
  precision: 'float32',
  xla: false,
  workers: undefined,
  memoryLimitBytes: undefined,
} as const;
const auto = { ...unset, workers: 'auto' as const };

/** The parts that a test looks at. */
async function layout(settings: Parameters<typeof chooseLayout>[0], on: LayoutHost) {
  const { engine, workers, threadsPerWorker, by } = await chooseLayout(settings, on);
  return [engine, workers, threadsPerWorker, by];
}

describe('the layout of workers', () => {
  it('takes native where it is linked, a worker for each core', async () => {
    assert.deepEqual(await layout(unset, host()), ['native', 8, 1, 'cores']);
    assert.deepEqual(await layout(unset, host({ link: unlinked })), ['wasm', 8, 1, 'cores']);
    assert.deepEqual(await layout({ ...unset, engine: 'wasm' }, host()), ['wasm', 8, 1, 'cores']);
  });

  it('refuses native where it is not linked, saying why and what to do', async () => {
    await assert.rejects(
      chooseLayout({ ...unset, engine: 'native' }, host({ link: unlinked })),
      /BLOCKQNN_ENGINE: native cannot be used, since TensorFlow is not linked; run npm run native, or use wasm/,
    );
  });

  it('refuses for wasm what only native can do', async () => {
    await assert.rejects(
      chooseLayout({ ...unset, engine: 'wasm', precision: 'bfloat16', xla: true }, host()),
      /BLOCKQNN_PRECISION: bfloat16; BLOCKQNN_XLA: on needs the native engine/,
    );
  });

  it('shares the cores out among the workers asked for, at least one each', async () => {
    const threads = async (workers: number) =>
      (await chooseLayout({ ...unset, workers }, host())).threadsPerWorker;
    assert.deepEqual(await Promise.all([1, 2, 3, 5, 8, 20].map(threads)), [8, 4, 2, 1, 1, 1]);
  });

  it('takes what was measured for auto; wasm has one thread, so nothing is measured', async () => {
    assert.deepEqual(await layout(auto, host()), ['native', 2, 4, 'measurement']);
    const measureSplits = () => Promise.reject(new Error('measured'));
    assert.deepEqual(await layout({ ...auto, engine: 'wasm' }, host({ measureSplits })), [
      'wasm',
      8,
      1,
      'cores',
    ]);
  });

  it('starts a process for each GPU, each of which sees its own alone', async () => {
    const gpus = host({ link: linked('cuda'), findGpus: () => Promise.resolve(['GPU-a', 'GPU-b']) });
    for (const settings of [unset, auto]) {
      const chosen = await chooseLayout(settings, gpus);
      assert.deepEqual([chosen.workers, chosen.threadsPerWorker, chosen.by], [2, 4, 'GPUs']);
      assert.deepEqual(chosen.environments, [
        { CUDA_VISIBLE_DEVICES: 'GPU-a' },
        { CUDA_VISIBLE_DEVICES: 'GPU-b' },
      ]);
    }
    const shared = await chooseLayout({ ...unset, workers: 3 }, gpus);
    assert.equal(shared.workers, 3);
    assert.deepEqual(shared.environments[0], {
      CUDA_VISIBLE_DEVICES: 'GPU-a',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    });
  });

  it('looks for GPUs only where TensorFlow could compute on them', async () => {
    const findGpus = () => Promise.resolve(['GPU-a']);
    assert.deepEqual(await layout(unset, host({ findGpus })), ['native', 8, 1, 'cores']);
    const wasm = { ...unset, engine: 'wasm' as const };
    assert.deepEqual(await layout(wasm, host({ link: linked('cuda'), findGpus })), ['wasm', 8, 1, 'cores']);
  });

  it('never asks for more memory or cores than there are, where the number is left to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 512 }),
        fc.integer({ min: 2, max: 4096 }),
        fc.constantFrom('wasm', 'native'),
        async (cores, gibibytes, engine) => {
          const machine = { cores, memoryBytes: gibibytes * GIB, processor: 'Z80' };
          const chosen = await chooseLayout({ ...unset, engine }, host({ machine }));
          assert.ok(chosen.workers >= 1 && chosen.workers * chosen.threadsPerWorker <= cores);
          assert.ok(chosen.workers * chosen.memoryLimitBytes <= machine.memoryBytes);
        },
      ),
    );
  });

  it('gives each worker room for images and a modest network, and leaves some to the service', async () => {
    for (const [engine, cores, gibibytes, workers] of [
      ['wasm', 8, 2, 3],
      ['wasm', 16, 4, 6],
      ['native', 8, 4, 3],
      ['native', 2, 1, 1],
    ] as const) {
      const machine = { cores, memoryBytes: gibibytes * GIB, processor: 'Z80' };
      const chosen = await chooseLayout({ ...unset, engine }, host({ machine }));
      assert.equal(chosen.workers, workers, `${engine}, ${String(cores)} cores, ${String(gibibytes)} GiB`);
      assert.ok(chosen.memoryLimitBytes >= (engine === 'wasm' ? 512 : 896) * MIB);
      if (workers > 1) assert.ok(workers * chosen.memoryLimitBytes + 256 * MIB <= 0.9 * machine.memoryBytes);
    }
  });

  it('measures no more processes than memory has room for', async () => {
    const asked: number[] = [];
    const measureSplits = (_: string, most: number) => {
      asked.push(most);
      return Promise.resolve(measured);
    };
    const machine = { cores: 8, memoryBytes: 4 * GIB, processor: 'Z80' };
    await chooseLayout(auto, host({ machine, measureSplits }));
    assert.deepEqual(asked, [3]);
  });

  it('takes the memory limit that is set', async () => {
    const chosen = await chooseLayout({ ...unset, memoryLimitBytes: GIB }, host());
    assert.equal(chosen.memoryLimitBytes, GIB);
  });
});
