import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createProgram, runProgram, type CliContext } from '@blockqnn/cli';
import { standaloneCommand } from '@blockqnn/standalone';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { pages, ROOT } from './pages.js';
import { argumentsOf, shellLines } from './shell-lines.js';

type Command = ReturnType<typeof createProgram>;

const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const lines = pages().flatMap(({ path, text }) =>
  shellLines(text).map((words) => ({ path, words, line: `${path}: ${words.join(' ')}` })),
);

/** Lets a command and those below it read their flags and do nothing. */
function idle(command: Command): Command {
  command.action(() => undefined);
  command.commands.forEach(idle);
  return command;
}

/** What a command line is refused for, by the program's own reading of it; empty where it is taken. */
async function refusal(args: readonly string[], makeCommand: (context: CliContext) => Command) {
  const stderr = new TextSink();
  const signal = new AbortController().signal;
  const context = { stdout: new TextSink(), stderr, env: {}, signal, now: () => 0 };
  await runProgram(makeCommand(context), args, context);
  return stderr.text;
}

const blockqnn = (context: CliContext): Command => {
  const program = createProgram(context, () => Promise.resolve());
  program.commands.forEach(idle);
  return program;
};
const npmStart = (): Command => standaloneCommand(() => Promise.resolve());

test('blockqnn takes every command line of the pages', async () => {
  const calls = lines.flatMap(({ words, line }) => {
    const args = argumentsOf(words, 'npx', 'blockqnn') ?? argumentsOf(words, 'blockqnn');
    return args ? [{ args, line }] : [];
  });
  assert.ok(calls.length > 40, `${calls.length} are found`);
  for (const { args, line } of calls) assert.equal(await refusal(args, blockqnn), '', line);
});

test('npm start takes every command line of the pages', async () => {
  const calls = lines.flatMap(({ words, line }) => {
    const args = argumentsOf(words, 'npm', 'start', '--');
    return args ? [{ args, line }] : [];
  });
  assert.ok(calls.length > 4, `${calls.length} are found`);
  for (const { args, line } of calls) assert.equal(await refusal(args, npmStart), '', line);
});

test('every npm script and benchmark of the pages is there', () => {
  const named = pages().flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run (?:-s )?([\w-]+)(?: -- ([a-z][\w-]*))?/g)].map(
      ([line, script = '', bench]) => ({ line: `${path}: ${line}`, script, bench }),
    ),
  );
  assert.ok(named.length > 40, `${named.length} are found`);
  for (const { line, script, bench } of named) {
    assert.ok(script in scripts, line);
    if (script === 'bench' && bench !== undefined)
      assert.ok(existsSync(new URL(`test/bench/${bench}.ts`, ROOT)), line);
  }
});

test('the page on benchmarks names every one', () => {
  const page = readFileSync(new URL('docs/benchmarks.md', ROOT), 'utf8');
  const benches = readdirSync(new URL('test/bench/', ROOT)).flatMap(
    (file) => /^(.+)\.ts$/.exec(file)?.[1] ?? [],
  );
  assert.deepEqual(
    benches.filter((bench) => !page.includes(`\`${bench}\``)),
    [],
  );
});
