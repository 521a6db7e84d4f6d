import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { nativeLink } from '@blockqnn/training/linking';
import { noise } from '../contracts/toy-images.js';
import { skipForWantOf } from '../tools/needs.js';
import { writeBarFolder } from './bar-folder.js';
import type { ChildTask } from './training-child.js';

const PROGRAM = fileURLToPath(new URL('training-child.ts', import.meta.url));
/** Lines of an uninterrupted training: two for each of its checkpoints, at 20 steps and 4 epochs' ends. */
const LINES = 48;
const KILLS = 2;
/** Longest that writing a checkpoint takes here. */
const WRITE_MS = 12;

interface Run {
  readonly lines: readonly string[];
  /** Undefined where it was killed. */
  readonly outcome: string | undefined;
}

/** Runs a training to its end, or kills it some time after a line. */
async function run(
  task: ChildTask,
  killed?: { readonly line: number; readonly afterMs: number },
): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', PROGRAM, JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, signal) => {
      resolve(signal ?? code);
    });
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length !== killed?.line) continue;
    await setTimeout(killed.afterMs);
    child.kill('SIGKILL');
  }
  const end = await ended;
  const outcome = lines.find((line) => line.startsWith('outcome '));
  if (outcome === undefined) assert.ok(killed && end === 'SIGKILL', `ended with ${String(end)}: ${errors}`);
  return { lines, outcome };
}

describe('a training whose process is killed at any moment', { concurrency: 2 }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-'));
    await writeBarFolder(join(folder, 'bars'), { train: 30, val: 5 });
  });
  after(() => rm(folder, { recursive: true }));

  const link = nativeLink();
  const cases: readonly (readonly [string, Omit<ChildTask, 'directory'>, boolean])[] = [
    ['wasm, Adam', { engine: 'wasm', optimiser: 'adam' }, false],
    ['wasm, SGD, an image folder', { engine: 'wasm', optimiser: 'sgd' }, true],
    ['native, Adam', { engine: 'native', optimiser: 'adam' }, false],
    ['native, SGD', { engine: 'native', optimiser: 'sgd' }, false],
  ];
  for (const [seed, [name, task, isFolder]] of cases.entries()) {
    it(`ends as if nothing had happened: ${name}`, async (t) => {
      if (task.engine === 'native' && !link.linked) {
        skipForWantOf(t, 'native TensorFlow', `${link.reason}; run npm run native`);
        return;
      }
      const images = isFolder ? { images: join(folder, 'bars') } : {};
      const at = (directory: string): ChildTask => ({
        ...task,
        ...images,
        directory: join(folder, directory),
      });
      const whole = await run(at(`whole-${seed}`));
      assert.ok(whole.outcome?.includes('"trained"'), whole.outcome);
      const random = noise(seed + 1);
      let resumed = 0;
      for (let kills = 0; kills < KILLS; kills += 1) {
        // From the second line on there is a checkpoint.
        const line = 2 + Math.floor(random() * (LINES / KILLS));
        const { lines } = await run(at(`killed-${seed}`), { line, afterMs: random() * WRITE_MS });
        resumed += lines[0]?.startsWith('resumed') ? 1 : 0;
      }
      const last = await run(at(`killed-${seed}`));
      assert.match(last.lines[0] ?? '', /^resumed /);
      assert.ok(resumed > 0);
      assert.equal(last.outcome, whole.outcome);
      assert.deepEqual(
        last.lines.filter((line) => line.includes('damaged')),
        [],
      );
    });
  }
});
