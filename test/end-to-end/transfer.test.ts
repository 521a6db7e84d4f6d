import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeBarFolder } from '../training/bar-folder.js';
import { startService } from './service-process.js';

const CLI = fileURLToPath(new URL('../../services/standalone/src/cli.ts', import.meta.url));

interface TransferJson {
  readonly networks: readonly {
    readonly label: string;
    readonly name: string;
    readonly block: string;
    readonly nsc: string;
    readonly flops: number;
    readonly testAccuracy: number;
    readonly testImages: number;
    readonly registered: boolean;
    readonly stack: { readonly input: { readonly height: number } };
  }[];
  readonly difference: { readonly testAccuracy: number; readonly interval: { low: number; high: number } };
}

it('a block is trained on larger images beside the reference of equal FLOPs, and the registry has both', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-transfer-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await writeBarFolder(join(folder, 'bars'), { train: 12, val: 4 });
  const registry = await startService('registry', {
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    BLOCKQNN_STATE_DIR: join(folder, 'registry'),
  });
  t.after(() => registry.kill());
  const blockqnn = async (...args: readonly string[]) => {
    const all = ['--conditions=source', '--import', 'tsx', CLI, ...args, '--registry', registry.address];
    return await promisify(execFile)(process.execPath, all, { env: process.env });
  };
  const transfer = (...more: readonly string[]) =>
    blockqnn(
      ...[
        'transfer',
        'conv1@0,conv3@1,add@2+0,conv3@3',
        '--dataset',
        `imagefolder:${join(folder, 'bars')}?size=16`,
      ],
      ...['--stack', 'small', '--width', '0.5', '--recipe', 'quick', '--epochs', '2', '--engine', 'wasm'],
      ...['--out', join(folder, 'local'), ...more],
    );
  const { networks, difference } = JSON.parse((await transfer('--json')).stdout) as TransferJson;
  const [own, reference] = networks;
  assert.ok(own && reference);
  assert.deepEqual([own.label, reference.label], ['the block', 'residual']);
  assert.equal(reference.nsc, 'conv3@0,conv3@1,add@2+0');
  assert.ok(Math.abs(reference.flops / own.flops - 1) < 0.25, `${reference.flops} and ${own.flops} FLOPs`);
  for (const { registered, testImages, stack } of networks) {
    assert.deepEqual([registered, testImages, stack.input.height], [true, 12, 16]);
  }
  assert.equal(difference.testAccuracy, own.testAccuracy - reference.testAccuracy);
  assert.ok(difference.interval.low <= difference.testAccuracy);
  const listed = JSON.parse((await blockqnn('trainings', 'list', '--json')).stdout) as { name: string }[];
  assert.deepEqual(listed.map(({ name }) => name).sort(), networks.map(({ name }) => name).sort());
  // Asked for again it is done, and said for people.
  const { stdout, stderr } = await transfer();
  assert.match(stdout, /^Small: no evaluation of the block is kept\.$/m);
  assert.match(stdout, /^the block .*\n^residual /m);
  assert.match(stdout, /Difference to residual: [+−]\d+\.\d points, 95 % interval/);
  assert.doesNotMatch(stderr, /epoch 1\//);
});
