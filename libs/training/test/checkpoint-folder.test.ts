import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, test } from 'node:test';
import { encodeSafetensors, safetensorsParts } from '@blockqnn/network';
import { type Checkpoint, CheckpointFolder, type CheckpointStore, createEngine } from '@blockqnn/training';
import { train } from './kept-training.js';

describe('checkpoint folder', () => {
  let folder: string;
  const file = (name: string): string => join(folder, `${name}.safetensors`);
  let first: Checkpoint;
  let second: Checkpoint;

  before(async () => {
    await using engine = await createEngine({ engine: 'wasm' });
    const kept: Checkpoint[] = [];
    const store: CheckpointStore = {
      read: () => Promise.resolve(undefined),
      write: (checkpoint) => Promise.resolve(void kept.push(checkpoint)),
      remove: () => Promise.resolve(),
    };
    await train(engine, { checkpoints: store });
    const [between, within] = [kept.findLast(({ progress }) => !progress.position), kept.at(5)];
    assert.ok(within?.progress.position && between?.progress.best);
    [first, second] = [within, between];
  });
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'checkpoint-')), 'training');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  test('gives back what was written, the newest', async () => {
    const store = new CheckpointFolder(folder);
    assert.equal(await store.read(), undefined);
    for (const checkpoint of [first, second, first]) {
      await store.write(checkpoint);
      assert.deepEqual(sorted(await store.read()), sorted(checkpoint));
      assert.deepEqual(sorted(await new CheckpointFolder(folder).read()), sorted(checkpoint));
    }
    await store.remove();
    assert.equal(await store.read(), undefined);
    assert.equal(existsSync(folder), false);
    await store.remove();
  });

  test('falls back to the one before where the newest is damaged, and says so', async () => {
    await new CheckpointFolder(folder).write(first);
    const store = new CheckpointFolder(folder);
    await store.read();
    await store.write(second);
    const whole = await readFile(file('checkpoint'));
    const damages: readonly (readonly [string, Buffer])[] = [
      ['empty', Buffer.alloc(0)],
      ['cut short', whole.subarray(0, whole.length - 1)],
      ['cut in the header', whole.subarray(0, 100)],
      ['longer', Buffer.concat([whole, Buffer.alloc(4)])],
      ['no checkpoint', Buffer.from(encodeSafetensors(first.network.weights))],
      [
        'another format in its place',
        Buffer.from(whole.toString('latin1').replace('-checkpoint-', '-checkpoinu-'), 'latin1'),
      ],
      ...Array.from({ length: 40 }, (_, i) => {
        const changed = Buffer.from(whole);
        const at = Math.floor((i * whole.length) / 40);
        changed[at] = (changed[at] ?? 0) ^ 1;
        return [`bit changed in byte ${at}`, changed] as const;
      }),
    ];
    for (const [what, bytes] of damages) {
      await writeFile(file('checkpoint'), bytes);
      const notes: string[] = [];
      const reader = new CheckpointFolder(folder, { onDamaged: (note) => notes.push(note) });
      assert.deepEqual(sorted(await reader.read()), sorted(first), what);
      assert.match(notes.join(), /checkpoint\.safetensors is damaged and not used: /, what);
    }
    await truncate(file('checkpoint'), 2 ** 35);
    const notes: string[] = [];
    const reader = new CheckpointFolder(folder, { onDamaged: (note) => notes.push(note) });
    assert.deepEqual(sorted(await reader.read()), sorted(first));
    assert.match(notes.join(), /is damaged and not used: it has 34359738368 bytes, more than/);
    await writeFile(file('previous'), whole.subarray(1));
    assert.equal(await new CheckpointFolder(folder).read(), undefined);
  });

  test('never lets a damaged one take the place of the one before', async () => {
    const store = new CheckpointFolder(folder);
    await store.write(first);
    await store.write(second);
    await truncate(file('checkpoint'), 50);
    const next = new CheckpointFolder(folder);
    await next.read();
    await next.write(second);
    await truncate(file('checkpoint'), 50);
    assert.deepEqual(sorted(await new CheckpointFolder(folder).read()), sorted(first));
  });

  test('reads what a process left that died while it wrote', async () => {
    const store = new CheckpointFolder(folder);
    await store.write(first);
    // Half a file beside the newest.
    const whole = await readFile(file('checkpoint'));
    await writeFile(file('unfinished'), whole.subarray(0, 200));
    assert.deepEqual(sorted(await new CheckpointFolder(folder).read()), sorted(first));
    // Between the two renames.
    await store.write(second);
    await rename(file('checkpoint'), file('unfinished'));
    assert.deepEqual(sorted(await new CheckpointFolder(folder).read()), sorted(first));
    const next = new CheckpointFolder(folder);
    await next.read();
    await next.write(second);
    assert.deepEqual(sorted(await new CheckpointFolder(folder).read()), sorted(second));
  });

  test('refuses what another version of the program wrote', async () => {
    const store = new CheckpointFolder(folder);
    await store.write({ ...first, seconds: 'many' as never });
    await assert.rejects(store.read(), {
      name: 'ForeignCheckpointError',
      message: /another version of this program: seconds: /,
    });
    for (const [format, training, fault] of [
      ['blockqnn-checkpoint-999', '{}', 'format: "blockqnn-checkpoint-999"'],
      ['blockqnn-checkpoint-2', 'no JSON', 'training: '],
    ] as const) {
      const sha256 = createHash('sha256')
        .update(JSON.stringify([format, training]))
        .digest('hex');
      const bytes = safetensorsParts(new Map(), { metadata: { format, training, sha256 } });
      await writeFile(file('checkpoint'), Buffer.concat(bytes));
      await assert.rejects(store.read(), ({ name, message }: Error) => {
        return name === 'ForeignCheckpointError' && message.includes(`this program: ${fault}`);
      });
    }
  });

  test('needs a parent that is there', async () => {
    const store = new CheckpointFolder(join(folder, 'a', 'b'));
    await assert.rejects(store.write(first), { code: 'ENOENT' });
  });
});

/** Tensors come back in the order of their names. */
function sorted(checkpoint: Checkpoint | undefined): unknown {
  if (!checkpoint) return undefined;
  const { network, progress, ...rest } = checkpoint;
  const inOrder = <T>(map: ReadonlyMap<string, T>): unknown =>
    new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  const best = progress.best && { ...progress.best, weights: inOrder(progress.best.weights) };
  const { weights, moments, steps } = network;
  return {
    ...rest,
    progress: { ...progress, best },
    weights: inOrder(weights),
    moments: inOrder(moments),
    steps,
  };
}
