import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { createProgram, runProgram } from '../src/index.js';
import { TextSink } from './text-sink.js';

async function run(...args: string[]) {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const context = { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => 0 };
  const code = await runProgram(
    createProgram(context, () => Promise.resolve()),
    args,
    context,
  );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Nothing listens on the discard port of loopback. */
const NOWHERE = '127.0.0.1:9';

it('prints help with examples and exit codes', async () => {
  const { code, stdout } = await run('--help');
  assert.equal(code, 0);
  for (const part of ['search', 'blocks', 'evaluate', 'model', 'serve', 'Examples:', 'Exit codes:']) {
    assert.ok(stdout.includes(part), part);
  }
});

it('a wrong flag, value or command is exit code 2 and names the bound', async () => {
  const cases: [string[], RegExp][] = [
    [['train', 'conv3@0', '--local', '--no-wait'], /--no-wait goes without --local/],
    [['train', 'conv3@0', '--local', '--evaluator', 'a:1'], /--evaluator goes without --local/],
    [['train', 'conv3@0', '--local', '--dataset', 'cifar10'], /name its folder too, --dataset 'cifar10:DIR'/],
    [['model', 'export', '--out', 'm'], /name a block, or a full training with --training/],
    [
      ['model', 'export', '--training', 'a', '--weights', 'initialised', '--out', 'm'],
      /--weights initialised goes without --training/,
    ],
    [['trainings', 'show', 'nonsense'], /an id is 32 hexadecimal digits/],
    [['trainings', 'list', '--block', 'nonsense'], /an id is 16 hexadecimal digits/],
    [['sarch'], /unknown command 'sarch'[^]*Did you mean search/],
    [['search', 'create', '--block', '3'], /unknown option '--block'/],
    [['search', 'create', '--blocks', '0'], /--blocks.*whole number from 1 to 1000000/],
    [['search', 'create', '--blocks', '-5'], /--blocks.*whole number from 1/],
    [['search', 'create', '--strategy', 'genetic'], /Allowed choices are q-learning, random/],
    [['search', 'create', '--seed', '4294967296'], /--seed.*from 0 to 4294967295/],
    [['search', 'create', '--dataset', 'UPPER'], /--dataset UPPER: .*lower-case/],
    [
      ['search', 'create', '--dataset', 'mine'],
      /--stack small needs the images' shape.*--image-size and --classes/,
    ],
    [['search', 'create', '--stack', 'no-such.json'], /--stack no-such\.json: there is no such file/],
    [['search', 'create', '--stack', tmpdir()], /--stack \S+: is a folder; name a JSON file/],
    [
      ['search', 'create', '--image-size', '32', '--classes', '5'],
      /--dataset procedural has 16×16 images of 3 channels in \d+ classes; leave out --image-size/,
    ],
    [['search', 'create', '--dataset', 'cifar10', '--channels', '1'], /--dataset cifar10 has 32×32 images/],
    [
      ['search', 'create', '--max-duration', '2'],
      /--max-duration.*from 1s to 366d, for instance 90m.*, or none/,
    ],
    [['search', 'create', '--max-duration', '367d'], /from 1s to 366d/],
    [['search', 'create', '--max-in-flight', '0'], /--max-in-flight.*from 1 to 1000000, or none/],
    [['search', 'create', '--target-accuracy', '93'], /--target-accuracy.*from 0 to 1/],
    [['search', 'create', '--target-accuracy', '0'], /above 0 and at most 1/],
    [['search', 'create', '--max-attempts', '101'], /--max-attempts.*from 1 to 100/],
    [['search', 'create', '--median-stopping=5'], /two whole numbers, for instance 10,2/],
    [['search', 'create', '--median-stopping=0,2'], /trials must be a whole number from 1 to 10000/],
    [['search', 'pause', 'No Search'], /search "No Search": no search can be called so/],
    [['search', 'import', 's1', 'results.txt'], /results\.txt: neither \.csv nor \.jsonl.*--format/],
    [['search', 'import', 's1', 'no-such.csv'], /no-such\.csv: there is no such file/],
    [['trials', 'list', 's1', '--state', 'dead'], /Allowed choices are pending, leased/],
    [['events', 'replay'], /name a search, or --all/],
    [['events', 'replay', 's1', '--all'], /name a search, or --all/],
    [['search', 'list', '--controller', 'nonsense'], /--controller nonsense: must be host:port/],
    [['blocks', 'best', '--min-accuracy', '2'], /number from 0 to 1/],
    [['blocks', 'show', 'xyz'], /16 hexadecimal digits/],
    [['evaluate', 'conv3@5'], /block: layer 1/],
    [['model', 'export', '0123456789abcdef'], /required option '--out/],
    [
      ['model', 'export', '0123456789abcdef', '--out', 'x', '--stack', 'cifar'],
      /needs --image-size and --classes/,
    ],
  ];
  for (const [args, expected] of cases) {
    const { code, stderr } = await run(...args);
    assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, expected);
  }
});

it('a stack file that is no stack names the field', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'blockqnn-cli-')), 'stack.json');
  await writeFile(file, JSON.stringify({ input: { height: 32, width: 32, channels: 3 }, classes: 10 }));
  const { code, stderr } = await run('search', 'create', '--stack', file);
  assert.equal(code, 2);
  assert.match(stderr, /stack\.json: stem/);

  await writeFile(file, '[]');
  const whole = await run('search', 'create', '--stack', file);
  assert.equal(whole.code, 2);
  assert.match(whole.stderr, /stack\.json: is no stack: \S/);
});

it('a service that is not there is exit code 3 and says what to do', async () => {
  const { code, stderr } = await run('search', 'list', '--controller', NOWHERE);
  assert.equal(code, 3);
  assert.match(stderr, /no service answers at 127\.0\.0\.1:9 \(ECONNREFUSED\).*npm start/);
});
