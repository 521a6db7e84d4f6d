import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { REFERENCE_BLOCKS } from '@blockqnn/nsc';
import { hyperParametersForBudget, PAPER_BUDGET, scheduleLength } from '@blockqnn/search';
import { createProgram, runProgram } from '../src/index.js';
import { writeFigureFile } from '../src/plot/figure-file.js';
import { epsilonSteps } from '../src/plot/epsilon-steps.js';
import { TextSink } from './text-sink.js';

/** Where no service listens. */
const NOBODY = '127.0.0.1:1';

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-plot-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

async function plot(...args: string[]) {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const context = { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => 0 };
  const program = createProgram(context, () => Promise.resolve());
  const code = await runProgram(program, ['plot', ...args], context);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

describe('blockqnn plot block', () => {
  it('draws reference blocks and codes without any service', async (t) => {
    const folder = await temporaryFolder(t);
    const file = join(folder, 'block.svg');
    const { code, stdout } = await plot('block', 'residual', '--out', file);
    assert.equal(code, 0);
    assert.match(stdout, /block\.svg: 3 layers, \d\.\d\d × \d\.\d\d in\n$/);
    assert.match(await readFile(file, 'utf8'), /^<svg .*2: conv 3×3/s);
    assert.equal((await plot('block', 'conv3@0,conv3@1,add@2+0', '--out', join(folder, 'code.svg'))).code, 0);
    assert.deepEqual(await readFile(join(folder, 'code.svg')), await readFile(file));
  });

  it('draws the network of a stack, and says which stack cannot be', async (t) => {
    const folder = await temporaryFolder(t);
    const out = ['--out', join(folder, 'network.svg')];
    assert.equal((await plot('block', 'residual', '--stack', 'imagenet', ...out)).code, 0);
    assert.match(await readFile(join(folder, 'network.svg'), 'utf8'), /224×224×3.*1000 classes/s);
    const small = await plot('block', 'residual', '--stack', 'imagenet', '--image-size', '8', ...out);
    assert.equal(small.code, 2);
    assert.match(small.stderr, /--stack: .*at most \d/);
    assert.equal((await plot('block', 'residual', '--classes', '7', ...out)).code, 2);
  });

  it('writes PNG by the ending, in the width asked for', async (t) => {
    const file = join(await temporaryFolder(t), 'block.PNG');
    const { code } = await plot(
      'block',
      'inception',
      '--out',
      file,
      '--title',
      'Inception',
      '--width',
      '84mm',
    );
    assert.equal(code, 0);
    const png = await readFile(file);
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.equal(Math.round(png.readUInt32BE(16) / 10), Math.round(((84 / 25.4) * 300) / 10));
  });

  it('prints the data with --json, with and without a file', async (t) => {
    const file = join(await temporaryFolder(t), 'block.svg');
    for (const out of [[], ['--out', file]]) {
      const { code, stdout } = await plot('block', 'residual', '--json', ...out);
      assert.equal(code, 0);
      assert.equal((JSON.parse(stdout) as { nsc: string }).nsc, 'conv3@0,conv3@1,add@2+0');
    }
    assert.match(await readFile(file, 'utf8'), /<svg/);
  });

  it('warns where text becomes too small to be read', async (t) => {
    const code = Array.from({ length: 23 }, () => 'conv5@0').join(',');
    const { stderr } = await plot(
      'block',
      code,
      '--width',
      'column',
      '--out',
      join(await temporaryFolder(t), 'a.svg'),
    );
    assert.match(stderr, /its text is \d\.\d points high/);
  });

  it('names what may be asked for where it is none of it', async () => {
    const unknown = await plot('block', 'nothing', '--out', 'a.svg');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /nothing/);
    assert.match((await plot('block', 'conv9@0', '--out', 'a.svg')).stderr, /block: .*layer 1/);
    const help = await plot('block', '--help');
    for (const { name } of REFERENCE_BLOCKS) assert.ok(help.stdout.replace(/\s+/g, ' ').includes(name), name);
  });
});

describe('the file of a figure', () => {
  it('is refused before any service is asked: exit code 2, nothing written', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'folder.svg'));
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--out', 'figure.pdf'], /--out figure\.pdf: \.pdf is not written; end it in \.svg or \.png/],
      [['--out', 'figure'], /a file without an ending is not written; end it in \.svg or \.png/],
      [[], /name a file with --out.*or ask for --json/],
      [
        ['--out', join(folder, 'no', 'a.svg')],
        new RegExp(`--out: the folder ${join(folder, 'no')} does not exist; make it first`),
      ],
      [['--out', join(folder, 'folder.svg')], /is a folder; name a file in it/],
      [['--out', join(folder, 'file', 'a.svg')], /file is a file; name a folder/],
      [
        ['--out', join(folder, 'a.svg'), '--width', '3'],
        /--width 3: must be column, two-columns, or a length/,
      ],
      [['--out', join(folder, 'a.svg'), '--width', '99in'], /--width 99in: must be .* from 2in to 40in/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await plot(
        'search',
        's1',
        '--controller',
        NOBODY,
        '--registry',
        NOBODY,
        ...args,
      );
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
    assert.deepEqual((await readdir(folder)).toSorted(), ['file', 'folder.svg']);
  });

  it('leaves nothing beside it, written or not', async (t) => {
    const folder = await temporaryFolder(t);
    await mkdir(join(folder, 'taken.svg'));
    await assert.rejects(writeFigureFile(join(folder, 'taken.svg'), '<svg/>'), {
      name: 'UsageError',
      message: /taken\.svg cannot be written: E[A-Z]+: [a-z ,]+$/,
    });
    await writeFigureFile(join(folder, 'written.svg'), '<svg/>');
    assert.deepEqual((await readdir(folder)).toSorted(), ['taken.svg', 'written.svg']);
  });

  it('stays as it was where drawing fails', async (t) => {
    const file = join(await temporaryFolder(t), 'kept.svg');
    await writeFile(file, 'kept');
    const { code, stderr } = await plot(
      'search',
      's1',
      '--controller',
      NOBODY,
      '--registry',
      NOBODY,
      '--out',
      file,
    );
    assert.equal(code, 3);
    assert.match(stderr, /no service answers/);
    assert.equal(await readFile(file, 'utf8'), 'kept');
  });
});

describe('the ε of a search', () => {
  it("is the paper's at the paper's budget", () => {
    const steps = epsilonSteps(PAPER_BUDGET, PAPER_BUDGET);
    assert.deepEqual(steps.slice(0, 3), [
      { place: 1, epsilon: 1 },
      { place: 95 * 64 + 1, epsilon: 0.9 },
      { place: 102 * 64 + 1, epsilon: 0.8 },
    ]);
    assert.equal(steps.length, 10);
  });

  it('falls in as many steps under a small budget', () => {
    const steps = epsilonSteps(100, 100);
    const length = scheduleLength(hyperParametersForBudget(100).epsilonSchedule);
    assert.equal(steps.length, 10);
    assert.equal(steps[1]?.place, Math.ceil((95 / length) * 100) + 1);
    assert.equal(steps.at(-1)?.epsilon, 0.1);
  });
});
