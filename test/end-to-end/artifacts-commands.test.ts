import { createProgram, runProgram } from '@blockqnn/cli';
import { epochToJson } from '@blockqnn/events';
import {
  buildLayerGraph,
  encodeSafetensors,
  initialiseWeights,
  smallStack,
  type Stack,
} from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { evaluation, temporaryFolder, testRegistry } from '../../services/registry/test/test-registry.js';
import { uploadFile } from '../../services/registry/test/upload.js';
import { TcpProxy } from '../faults/system/tcp-proxy.js';

const TIMEOUT = { timeout: 60_000 };
const SMALL = smallStack({ input: { height: 8, width: 8, channels: 3 }, classes: 10 });
const WIDE: Stack = { ...SMALL, stages: [{ repeats: 1, filters: 160 }] };

/** A file of weights: some KiB, or in the wide stack some MiB. */
function weightsOf(seed: number, stack = SMALL): Buffer {
  return Buffer.from(
    encodeSafetensors(initialiseWeights(buildLayerGraph(parseBlock('conv5@0,conv5@1'), stack), seed)),
  );
}

const CURVE = Buffer.from(`${epochToJson({ number: 1, accuracy: 0.5, loss: 1.5 })}\n`);
const DAY_MS = 86_400_000;

/** A registry with an artifact that an evaluation names, one that nothing names, and a curve that nothing names. */
async function setUp(t: TestContext) {
  const state = await temporaryFolder(t);
  const folder = await temporaryFolder(t);
  const registry = await testRegistry(state);
  const bytes = weightsOf(1);
  const named = await uploadFile(registry, 'weights', bytes);
  const orphan = await uploadFile(registry, 'weights', weightsOf(2));
  const curve = await uploadFile(registry, 'curves', CURVE);
  await registry.publish(evaluation({ trial: 1, weightsSha256: named }));
  return {
    ...{ registry, state, folder, bytes, run: runAt(registry.address) },
    ...{ named: `weights/${named}`, orphan: `weights/${orphan}`, curve: `curves/${curve}` },
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
}

/** Runs `blockqnn artifacts …` against a registry. */
function runAt(address: string) {
  return async (args: readonly string[], signal = new AbortController().signal, stderr = new TextSink()) => {
    const stdout = new TextSink();
    const context = { stdout, stderr, env: {}, signal, now: () => Date.now() };
    const program = createProgram(context, () => Promise.resolve());
    const code = await runProgram(program, ['artifacts', ...args, '--registry', address], context);
    return {
      code,
      stdout: stripVTControlCharacters(stdout.text),
      stderr: stripVTControlCharacters(stderr.text),
    };
  };
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

test('artifacts list: all, of a kind, orphans, as a table and as JSON', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, named, orphan, curve, bytes } = place;
  const { code, stdout } = await run(['list']);
  assert.equal(code, 0);
  assert.match(stdout, /^ARTIFACT +BYTES +UPLOADED +STATE$/m);
  assert.match(stdout, new RegExp(`^${named} .* in use$`, 'm'));
  assert.match(stdout, new RegExp(`^${orphan} .* orphan$`, 'm'));
  const namesOf = async (...flags: string[]) => {
    const found = await run(['list', '--json', ...flags]);
    return (JSON.parse(found.stdout) as { name: string }[]).map(({ name }) => name);
  };
  const sorted = [named, orphan].sort();
  assert.deepEqual(await namesOf(), [...sorted, curve]);
  assert.deepEqual(await namesOf('--orphans'), [orphan, curve]);
  assert.deepEqual(await namesOf('--kind', 'curves'), [curve]);
  assert.deepEqual(await namesOf('--limit', '1'), sorted.slice(0, 1));
  assert.match((await run(['list', '--limit', '1'])).stderr, /^There are more; --limit 10 shows more/);
  assert.equal((await run(['list', '--limit', '3'])).stderr, '');
  const [first] = JSON.parse((await run(['list', '--json'])).stdout) as Record<string, unknown>[];
  assert.ok(first);
  const { updated, ...rest } = first;
  assert.ok(Math.abs(Date.parse(updated as string) - Date.now()) < DAY_MS);
  assert.deepEqual(rest, { name: sorted[0], sizeBytes: bytes.length, referenced: sorted[0] === named });
  assert.match((await run(['list', '--kind', 'checkpoints'])).stdout, /The registry has no such artifact/);
  for (const flags of [
    ['--kind', 'models'],
    ['--limit', '0'],
  ])
    assert.equal((await run(['list', ...flags])).code, 2);
});

test('artifacts fetch: the file whole, with its length, and only where nothing is', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, named, folder, bytes } = place;
  const out = join(folder, 'model.safetensors');
  const { code, stdout } = await run(['fetch', named, '--out', out]);
  assert.equal(code, 0);
  assert.match(stdout, /model\.safetensors: .*B, with the SHA-256 of its name/);
  assert.deepEqual(await readFile(out), bytes);
  const again = await run(['fetch', named, '--out', out]);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /--out: .*model\.safetensors is there already; name a new file/);
  const json = await run(['fetch', named, '--out', join(folder, 'other'), '--json']);
  assert.deepEqual(JSON.parse(json.stdout), {
    name: named,
    file: join(folder, 'other'),
    sizeBytes: bytes.length,
  });
  assert.deepEqual((await readdir(folder)).sort(), ['model.safetensors', 'other']);
});

test('artifacts fetch: goes on with what is there, from its end', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, registry, folder, state } = place;
  const big = weightsOf(3, WIDE);
  const name = `weights/${await uploadFile(registry, 'weights', big)}`;
  // Proves that the bytes before the offset come from the file: in the store they are others by now.
  const damaged = Buffer.from(big);
  damaged.fill(0, 0, 1000);
  await writeFile(join(state, name), damaged);
  for (const there of [1000, big.length - 1, big.length]) {
    const out = join(folder, `from-${String(there)}`);
    await writeFile(`${out}.part`, big.subarray(0, there));
    assert.equal((await run(['fetch', name, '--out', out])).code, 0);
    assert.deepEqual(await readFile(out), big);
  }
  const all = await run(['fetch', name, '--out', join(folder, 'whole')]);
  assert.equal(all.code, 1);
  assert.match(all.stderr, /has the SHA-256 [0-9a-f]{64}, not that of its name; nothing of it is kept/);
  assert.ok((await readdir(folder)).every((file) => file.startsWith('from-') && !file.includes('.part')));
});

test('artifacts fetch: what is there of something else, or too long, is fetched anew', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, named, folder, bytes } = place;
  for (const there of [Buffer.alloc(1000), Buffer.alloc(bytes.length), Buffer.alloc(bytes.length + 1)]) {
    const out = join(folder, String(there.length));
    await writeFile(`${out}.part`, there);
    assert.equal((await run(['fetch', named, '--out', out])).code, 0);
    assert.deepEqual(await readFile(out), bytes);
  }
});

test(
  'artifacts fetch: a broken connection is taken up; given up, the same command goes on',
  TIMEOUT,
  async (t) => {
    await using place = await setUp(t);
    const { registry, folder } = place;
    const big = weightsOf(4, WIDE);
    assert.ok(big.length > 2 * 2 ** 20);
    const name = `weights/${await uploadFile(registry, 'weights', big)}`;
    await using proxy = await TcpProxy.listen();
    proxy.leadTo(Number(registry.address.split(':')[1]));
    const run = runAt(proxy.address);
    const out = join(folder, 'model');
    proxy.mode = { kind: 'throttle', bytesPerSecond: 4 * 2 ** 20 };
    const stop = new AbortController();
    const stderr = new TextSink();
    const fetching = run(['fetch', name, '--out', out], stop.signal, stderr);
    while ((await sizeOf(`${out}.part`)) === 0) await pause();
    proxy.breakAll();
    while (!stderr.text.includes('going on in')) await pause();
    stop.abort();
    const stopped = await fetching;
    assert.equal(stopped.code, 130);
    assert.match(
      stopped.stderr,
      /What came so far is kept in .*model\.part; the same command goes on with it/,
    );
    const before = await sizeOf(`${out}.part`);
    assert.ok(before > 0 && before < big.length, String(before));
    assert.deepEqual((await readdir(folder)).sort(), ['model.part']);
    const again = run(['fetch', name, '--out', out]);
    while ((await sizeOf(`${out}.part`)) === before) await pause();
    proxy.breakAll();
    assert.equal((await again).code, 0);
    assert.deepEqual(await readFile(out), big);
    assert.deepEqual(await readdir(folder), ['model']);
  },
);

const pause = () => new Promise((resolve) => setTimeout(resolve, 2));

test('artifacts fetch: nothing is written of what is not there or badly named', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, named, folder } = place;
  const out = join(folder, 'model');
  const unknown = await run(['fetch', `weights/${'0'.repeat(64)}`, '--out', out]);
  assert.equal(unknown.code, 4);
  assert.match(unknown.stderr, /weights\/0{64} is not kept; .*artifacts list/);
  const sha256 = named.replace('weights/', '');
  for (const name of [
    ...['', sha256, `weights/../weights/${sha256}`, `../${named}`, `/${named}`, `weights/${sha256}/..`],
    ...[`lock/${sha256}`, named.toUpperCase(), '../../etc/passwd', 'weights/CON', `${named}\u0000`, 'C:\\x'],
  ]) {
    const { code, stderr } = await run(['fetch', name, '--out', out]);
    assert.equal(code, 2, name);
    assert.match(stderr, /must be weights\/, checkpoints\/ or curves\/ and 64/);
  }
  assert.equal((await run(['fetch', named])).code, 2);
  assert.deepEqual(await readdir(folder), []);
  assert.equal((await runAt('127.0.0.1:1')(['fetch', named, '--out', out])).code, 3);
  assert.deepEqual(await readdir(folder), []);
});

test('artifacts fetch: says what is wrong with the place of the file', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, named, folder } = place;
  await mkdir(join(folder, 'folder.part'));
  await writeFile(join(folder, 'victim'), 'victim');
  await symlink(join(folder, 'victim'), join(folder, 'link.part'));
  await writeFile(join(folder, 'busy.part.lock'), String(process.pid));
  const cases: [string, RegExp][] = [
    ['no/such/model', /--out: cannot write .*ENOENT/],
    ['victim/model', /--out: cannot write .*ENOTDIR/],
    ['folder', /folder\.part is no plain file; remove it/],
    ['link', /link\.part is no plain file; remove it/],
    ['busy', /process \d+ is fetching into it at present/],
  ];
  for (const [file, message] of cases) {
    const { code, stderr } = await run(['fetch', named, '--out', join(folder, file)]);
    assert.equal(code, 2, file);
    assert.match(stderr, message);
  }
  assert.equal(await readFile(join(folder, 'victim'), 'utf8'), 'victim');
});

test('artifacts collect: tells which, removes them, and those alone', TIMEOUT, async (t) => {
  await using place = await setUp(t);
  const { run, state, named, orphan, curve, bytes } = place;
  const none = await run(['collect', '--dry-run']);
  assert.equal(none.code, 0);
  assert.match(none.stdout, /^0 of 3 artifacts would be removed, 0B$/m);
  const then = new Date(Date.now() - 8 * DAY_MS);
  for (const name of [named, orphan, curve]) await utimes(join(state, name), then, then);
  const namesOf = async () =>
    (JSON.parse((await run(['list', '--json'])).stdout) as { name: string }[]).map(({ name }) => name);
  const dry = await run(['collect', '--dry-run', '--json']);
  const { artifacts, ...told } = JSON.parse(dry.stdout) as { artifacts: { name: string }[] };
  assert.deepEqual(
    artifacts.map(({ name }) => name),
    [orphan, curve],
  );
  assert.deepEqual(told, { dryRun: true, examined: 3, bytes: bytes.length + CURVE.length });
  assert.equal((await namesOf()).length, 3);
  const real = await run(['collect']);
  assert.equal(real.code, 0);
  assert.match(real.stdout, new RegExp(`^${orphan} `, 'm'));
  assert.match(real.stdout, /^2 of 3 artifacts removed, /m);
  assert.deepEqual(await namesOf(), [named]);
});

test('artifacts collect: a registry that never collects says so', TIMEOUT, async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t), {
    BLOCKQNN_ARTIFACT_GRACE_DAYS: 'never',
  });
  const { code, stderr } = await runAt(registry.address)(['collect']);
  assert.equal(code, 1);
  assert.match(stderr, /never collects artifacts; BLOCKQNN_ARTIFACT_GRACE_DAYS says so/);
});
