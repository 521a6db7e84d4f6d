import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A record with the label bytes given and the planes filled with r, g, b; its first pixel one brighter. */
export function record(labels: readonly number[], [r, g, b]: readonly [number, number, number]): Buffer {
  const planes = [r, g, b].map((value) => Buffer.alloc(1024, value));
  for (const plane of planes) plane.writeUInt8(plane.readUInt8(0) + 1, 0);
  return Buffer.concat([Buffer.from(labels), ...planes]);
}

/** Records of these labels, their shade telling their place. */
export function records(labels: readonly number[]): Buffer {
  return Buffer.concat(labels.map((label, i) => record([label], [i, i, i])));
}

/** A temporary folder with the files; it goes with the test. */
export function folderOf(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-datasets-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const CIFAR10_NAMES = 'airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n';

/** The files of a tiny but sound CIFAR-10. */
export function cifar10Files(): Record<string, string | Uint8Array> {
  return {
    'data_batch_1.bin': records([3, 1, 4]),
    'test_batch.bin': records([9]),
    'batches.meta.txt': CIFAR10_NAMES,
  };
}
