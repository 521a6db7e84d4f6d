import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset, type DatasetReference } from '@blockqnn/datasets';
import type { Bench, Figure } from '../tools/bench.js';

const BATCHES = 5;
const RECORDS = 10_000;
const RECORD_BYTES = 3073;

export const bench: Bench = {
  name: 'datasets',
  description:
    'image sets opened: the procedural one, and a CIFAR-10 folder of full size with made-up pixels',
  run: async ({ log }) => {
    const directory = await mkdtemp(join(tmpdir(), 'blockqnn-bench-'));
    try {
      log('writing a CIFAR-10 folder …');
      await writeFolder(directory);
      const open = (reference: DatasetReference) => () =>
        openDataset(reference, [{ name: 'cifar10', kind: 'cifar10', directory }]);
      return [
        await seconds('procedural, 2,500 images', 1, open({ name: 'procedural' })),
        await seconds('CIFAR-10, 60,000 images', 5, open({ name: 'cifar10' })),
        await seconds('CIFAR-10, 2,000 and 10,000 images', 5, open({ name: 'cifar10', limit: 2000 })),
        { name: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB', atMost: 1024 },
      ];
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

async function writeFolder(directory: string): Promise<void> {
  const batch = Buffer.alloc(RECORDS * RECORD_BYTES, 127);
  for (let record = 0; record < RECORDS; record++) batch[record * RECORD_BYTES] = record % 10;
  for (let i = 1; i <= BATCHES; i++) await writeFile(join(directory, `data_batch_${i}.bin`), batch);
  await writeFile(join(directory, 'test_batch.bin'), batch);
  await writeFile(join(directory, 'batches.meta.txt'), 'abcdefghij'.split('').join('\n'));
}

/** The best of three. */
async function seconds(name: string, atMost: number, work: () => Promise<unknown>): Promise<Figure> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const begin = performance.now();
    await work();
    times.push((performance.now() - begin) / 1000);
  }
  return { name, value: Math.min(...times), unit: 's', atMost };
}
