import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createProgram, runProgram } from '../src/index.js';
import { LinkDisplay } from '../src/link-display.js';
import { TextSink } from './text-sink.js';

/** Runs the command where no program can be found; nothing can be linked there, and nothing is touched. */
async function run(...args: string[]) {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const context = {
    stdout,
    stderr,
    env: { PATH: '' },
    signal: new AbortController().signal,
    now: () => 0,
  };
  const code = await runProgram(
    createProgram(context, () => Promise.resolve()),
    ['native', ...args],
    context,
  );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

it('native --help names sizes, needs and exit codes', async () => {
  const { code, stdout } = await run('--help');
  assert.equal(code, 0);
  for (const part of ['--cuda', '--force', '--json', '274 MB', 'g++', 'Exit codes:']) {
    assert.ok(stdout.includes(part), part);
  }
});

it('native tells what is missing, to people and as JSON, with exit code 1', async () => {
  const people = await run('--force');
  assert.equal(people.code, 1);
  assert.match(people.stderr, /error:.* nothing was downloaded/);

  const { code, stdout } = await run('--force', '--json');
  assert.equal(code, 1);
  const { linked, missing } = JSON.parse(stdout) as { linked: boolean; missing: { remedy: string }[] };
  assert.equal(linked, false);
  assert.ok(missing.length > 0);
});

it('shows steps with a few lines of progress in a log, and a bar on a terminal', () => {
  const log = new TextSink();
  const display = new LinkDisplay(log);
  display.step('Downloading');
  for (let done = 0; done <= 200e6; done += 10e6) display.progress(done, 200e6);
  display.step('Compiling');
  assert.deepEqual(log.text.split('\n'), [
    'Downloading …',
    '  50 of 200 MB',
    '  100 of 200 MB',
    '  150 of 200 MB',
    '  200 of 200 MB',
    'Compiling …',
    '',
  ]);

  const terminal = new TextSink(true);
  const bar = new LinkDisplay(terminal);
  bar.step('Downloading');
  bar.progress(50e6, 200e6);
  bar.stop();
  assert.match(terminal.text, /50 of 200 MB/);
});
