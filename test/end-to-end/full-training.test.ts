import { openDataset } from '@blockqnn/datasets';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { correctOf } from './model-accuracy.js';
import { startService } from './service-process.js';

const CLI = fileURLToPath(new URL('../../services/standalone/src/cli.ts', import.meta.url));
const LIMIT = 1000;
const EPOCHS = 6;

interface TrainingJson {
  readonly name: string;
  readonly block: string;
  readonly testAccuracy: number;
  readonly testImages: number;
  readonly weightsSha256: string;
  readonly registered: boolean;
}

/** `blockqnn …`, with what it says so far. */
function command(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const closed = once(child, 'close');
  return {
    child,
    said,
    says: async (words: RegExp) => {
      while (!words.test(said.err)) {
        assert.equal(child.exitCode, null, `ended without saying ${String(words)}: ${said.err}`);
        await Promise.race([once(child.stderr, 'data'), closed]);
      }
    },
    ended: async () => {
      await closed;
      return { code: child.exitCode, ...said };
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('a training survives a killed evaluator and a late registry, and its model has the accuracy stated', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-training-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const recipe = join(folder, 'recipe.yaml');
  await writeFile(recipe, `base: quick\nepochs: ${String(EPOCHS)}\noptimiser: sgd\nmomentum: 0.9\n`);
  const what = ['train', 'conv3@0,conv3@1,add@2+0', '--dataset', `procedural?limit=${String(LIMIT)}`];
  const how = ['--stack', 'small', '--recipe', recipe, '--seed', '3', '--json'];
  const registryAddress = `127.0.0.1:${String(await freePort())}`;
  const evaluatorEnv = {
    BLOCKQNN_EVALUATOR_LISTEN: `127.0.0.1:${String(await freePort())}`,
    BLOCKQNN_REGISTRY_ADDRESS: registryAddress,
    BLOCKQNN_STATE_DIR: join(folder, 'evaluator'),
    BLOCKQNN_WORKERS: '1',
    BLOCKQNN_ENGINE: 'wasm',
  };

  let evaluator = await startService('evaluator', evaluatorEnv);
  t.after(() => evaluator.kill());
  const remote = command([...what, ...how, '--evaluator', evaluator.address]);
  t.after(() => remote.child.kill('SIGKILL'));
  await remote.says(/^epoch 2\//m);
  await evaluator.kill();
  await remote.says(/the evaluator is away; its checkpoint is kept; trying again/);
  evaluator = await startService('evaluator', evaluatorEnv);
  await remote.says(/^Going on from the checkpoint after epoch [1-9]/m);
  const registry = await startService('registry', {
    BLOCKQNN_REGISTRY_LISTEN: registryAddress,
    BLOCKQNN_STATE_DIR: join(folder, 'registry'),
  });
  t.after(() => registry.kill());
  const { code, out, err } = await remote.ended();
  assert.equal(code, 0, err);
  const training = JSON.parse(out) as TrainingJson;
  assert.equal(training.registered, true);

  const local = command([...what, ...how, '--local', '--engine', 'wasm', '--out', join(folder, 'local')], {
    BLOCKQNN_REGISTRY_ADDRESS: '',
  });
  const uninterrupted = JSON.parse((await local.ended()).out) as TrainingJson;
  assert.deepEqual(
    [uninterrupted.name, uninterrupted.weightsSha256, uninterrupted.testAccuracy],
    [training.name, training.weightsSha256, training.testAccuracy],
    'as if nothing had happened',
  );

  const model = join(folder, 'model');
  const exporting = command([
    ...['model', 'export', training.block, '--training', training.name, '--out', model],
    ...['--registry', registry.address],
  ]);
  const exported = await exporting.ended();
  assert.equal(exported.code, 0, exported.err);
  assert.match(exported.out, new RegExp(`weights trained by ${training.name} to .* test accuracy`));
  const { test, shape } = await openDataset({ name: 'procedural', limit: LIMIT }, []);
  const all = Int32Array.from({ length: test.count }, (_, image) => image);
  const right = await correctOf(model, test, shape, all);
  assert.equal(training.testImages, test.count);
  // Float32 kernels of another backend may tip one image that stands on the edge.
  assert.ok(
    Math.abs(right - training.testAccuracy * test.count) <= 1,
    `${String(right)} of ${String(test.count)} right, stated ${String(training.testAccuracy)}`,
  );
  assert.ok(training.testAccuracy > 0.15, 'more than guessing, so that untrained weights would show');
});

it('Ctrl-C keeps the checkpoint of a local training, and the same command goes on', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-training-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const args = ['train', 'conv1@0', '--local', '--engine', 'wasm', '--stack', 'small', '--out', folder];
  const flags = [...args, '--recipe', 'quick', '--epochs', '200', '--dataset', 'procedural?limit=1000'];
  const first = command(flags);
  t.after(() => first.child.kill('SIGKILL'));
  await first.says(/^epoch +3\/200/m);
  first.child.kill('SIGINT');
  const { code, err } = await first.ended();
  assert.equal(code, 130);
  assert.match(err, /^Interrupted; ending the step under way first/m);
  const [, kept = ''] = /^The checkpoint (after epoch \d+[^\n]*), is kept/m.exec(err) ?? [];
  const second = command(flags);
  t.after(() => second.child.kill('SIGKILL'));
  await second.says(/^Going on from the checkpoint after epoch ([3-9]|\d\d).*\n/m);
  assert.ok(kept !== '' && second.said.err.includes(`Going on from the checkpoint ${kept}`), second.said.err);
  second.child.kill('SIGINT');
  await second.ended();
});

it('trains on an image folder, and says what was odd about its images', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-training-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const split of ['train', 'val']) {
    for (const [label, background] of ['red', 'blue'].entries()) {
      const directory = join(folder, 'photos', split, `class-${String(label)}`);
      await mkdir(directory, { recursive: true });
      for (let image = 0; image < 8; image += 1) {
        const plain = sharp({ create: { width: 20, height: 24, channels: 3, background } });
        const drawn = image === 0 ? plain.toColourspace('b-w') : plain;
        await drawn.jpeg().toFile(join(directory, `${String(image)}.jpg`));
      }
    }
  }
  const { out, err, code } = await command([
    ...[
      'train',
      'conv1@0',
      '--local',
      '--engine',
      'wasm',
      '--stack',
      'small',
      '--out',
      join(folder, 'state'),
    ],
    ...['--recipe', 'quick', '--epochs', '1', '--json'],
    ...['--dataset', `photos=imagefolder:${join(folder, 'photos')}?size=16`],
  ]).ended();
  assert.equal(code, 0, err);
  const { notes, testImages, dataset } = JSON.parse(out) as Record<string, unknown>;
  assert.deepEqual([testImages, dataset], [16, 'photos?size=16']);
  assert.match(String((notes as string[])[0]), /^training: 16 of 16 images seen: 2 grey/);
  assert.match(String((notes as string[])[1]), /^test: 16 of 16 images seen: 2 grey/);
});
