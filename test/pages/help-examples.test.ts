import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgram, runProgram, type CliContext } from '@blockqnn/cli';
import { TextSink } from '../../libs/cli/test/text-sink.js';
import { argumentsOf, shellLines } from './shell-lines.js';

type Command = ReturnType<typeof createProgram>;

/** These list the variables of a service instead. */
const WITHOUT = new Set(['serve controller', 'serve registry', 'serve evaluator']);

/** Words that call each command, and what it prints as its help. */
async function helps(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const visit = async ({ commands }: Pick<Command, 'commands'>, words: readonly string[]): Promise<void> => {
    const { code, stdout } = await run([...words, '--help']);
    assert.equal(code, 0, words.join(' '));
    found.set(words.join(' '), stdout);
    for (const child of commands) await visit(child, [...words, child.name()]);
  };
  await visit(program(contextOf()), []);
  return found;
}

const program = (context: CliContext): Command => createProgram(context, () => Promise.resolve());

function contextOf(stdout = new TextSink(), stderr = new TextSink()): CliContext {
  return { stdout, stderr, env: {}, signal: new AbortController().signal, now: () => 0 };
}

/** Lets a command and those below it read their flags and do nothing. */
function idle(command: Command): Command {
  command.action(() => undefined);
  command.commands.forEach(idle);
  return command;
}

async function run(args: readonly string[], prepare: (command: Command) => void = () => undefined) {
  const [stdout, stderr] = [new TextSink(), new TextSink()];
  const context = contextOf(stdout, stderr);
  const command = program(context);
  prepare(command);
  return { code: await runProgram(command, args, context), stdout: stdout.text, stderr: stderr.text };
}

test('the help of every command has examples, which the command takes', async () => {
  let lines = 0;
  for (const [words, help] of await helps()) {
    if (WITHOUT.has(words)) continue;
    assert.match(help, /^Examples.*:$/m, `blockqnn ${words} --help`);
    for (const call of shellLines(`\`\`\`sh\n${examplesIn(help)}\n\`\`\``)) {
      const args = argumentsOf(call, 'blockqnn');
      if (!args) continue;
      lines += 1;
      const { stderr } = await run(args, (command) => {
        command.commands.forEach(idle);
      });
      assert.equal(stderr, '', `blockqnn ${words} --help: ${call.join(' ')}`);
    }
  }
  assert.ok(lines > 80, `${String(lines)} are found`);
});

function examplesIn(help: string): string {
  // What a reader has to fill in, which is no redirection.
  const text = help.replaceAll(/<(\w+)>/g, '$1');
  return (/^Examples.*:\n([^]*?)(?:\n\n|$(?![^]))/m.exec(text)?.[1] ?? '').replaceAll(/^ +/gm, '');
}

test('no help says of a flag that it is off unless given', async () => {
  for (const [words, help] of await helps())
    assert.doesNotMatch(help.replaceAll(/\s+/g, ' '), /default: false/, words);
});
