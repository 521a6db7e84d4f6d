import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test, type TestContext } from 'node:test';

const lockModule = new URL('../bin/install-lock.js', import.meta.url).href;

/** A program that holds the lock of the folder for a moment and notes when it came and went. */
const visitor = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { withInstallLock } from '${lockModule}';
  const [folder, holdMs, child] = process.argv.slice(1);
  await withInstallLock(folder, async (onChild) => {
    if (child) onChild(Number(child));
    appendFileSync(folder + 'visits', 'in\\n');
    await sleep(Number(holdMs));
    appendFileSync(folder + 'visits', 'out\\n');
  });`;

function temporaryFolder(t: TestContext): string {
  const folder = `${mkdtempSync(`${tmpdir()}/blockqnn-lock-`)}/`;
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function visit(t: TestContext, folder: string, holdMs: number, child = ''): ChildProcess {
  const program = spawn(
    process.execPath,
    ['--input-type=module', '--eval', visitor, folder, String(holdMs), child],
    { stdio: 'ignore' },
  );
  t.after(() => program.kill('SIGKILL'));
  return program;
}

const visits = (folder: string): string =>
  existsSync(`${folder}visits`) ? readFileSync(`${folder}visits`, 'utf8').replaceAll('\n', ' ').trim() : '';

async function untilVisited(folder: string): Promise<void> {
  // The file is there before anything is in it.
  while (visits(folder) === '') await new Promise((resolve) => setTimeout(resolve, 10));
}

test('starts at once install one after the other, a dead owner’s lock notwithstanding', async (t) => {
  const folder = temporaryFolder(t);
  const dead = spawn(process.execPath, ['--eval', '0']);
  await once(dead, 'exit');
  mkdirSync(`${folder}.cache`);
  writeFileSync(`${folder}.cache/install.lock`, `${dead.pid ?? 0}\n`);
  const exits = Array.from({ length: 4 }, () => once(visit(t, folder, 50), 'exit'));
  assert.deepEqual(
    await Promise.all(exits),
    Array.from({ length: 4 }, () => [0, null]),
  );
  assert.equal(visits(folder), 'in out in out in out in out');
  assert.ok(!existsSync(`${folder}.cache/install.lock`));
});

test('the lock of a killed owner holds until the program that it started is gone', async (t) => {
  const folder = temporaryFolder(t);
  const installer = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  t.after(() => installer.kill('SIGKILL'));
  const owner = visit(t, folder, 60_000, String(installer.pid));
  await untilVisited(folder);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const next = visit(t, folder, 0);
  const nextExit = once(next, 'exit');
  const early = await Promise.race([
    nextExit.then(() => 'in'),
    new Promise((resolve) => setTimeout(resolve, 600, 'waiting')),
  ]);
  assert.equal(early, 'waiting');
  installer.kill('SIGKILL');
  assert.deepEqual(await nextExit, [0, null]);
  assert.equal(visits(folder), 'in in out');
});
