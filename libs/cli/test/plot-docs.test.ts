import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from '../src/index.js';
import { TextSink } from './text-sink.js';

const DOCS = new URL('../../../docs/', import.meta.url);
const page = readFileSync(new URL('plots.md', DOCS), 'utf8');

function plotCommands(): readonly Command[] {
  const context = {
    stdout: new TextSink(),
    stderr: new TextSink(),
    env: {},
    signal: new AbortController().signal,
    now: () => 0,
  };
  const program = createProgram(context, () => Promise.resolve());
  return program.commands.find((command) => command.name() === 'plot')?.commands ?? [];
}

it('the page on figures names every figure and option, and no other', () => {
  const commands = plotCommands();
  for (const command of commands)
    assert.ok(page.includes(`npx blockqnn plot ${command.name()} `), command.name());
  const options = new Set(commands.flatMap(({ options: all }) => all.map(({ long }) => long ?? '')));
  // Of other commands.
  const others = ['--help', '--blocks', '--epochs', '--seed', '--strategy', '--watch'];
  const named = new Set([...page.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option));
  for (const option of named) assert.ok(options.has(option) || others.includes(option), option);
  // Those of every command, and of `model export` too, stand in --help.
  const elsewhere = [
    '--controller',
    '--registry',
    '--image-size',
    '--channels',
    '--classes',
    '--points',
    '--no-references',
  ];
  for (const option of options) assert.ok(named.has(option) || elsewhere.includes(option), option);
});

it('its pictures are there, each of less than 60 kB', () => {
  const shown = [...page.matchAll(/\]\(plots\/([^)]+)\)/g)].map(([, file = '']) => file);
  assert.deepEqual(shown.toSorted(), readdirSync(new URL('plots/', DOCS)).toSorted());
  for (const file of shown) {
    const svg = readFileSync(new URL(`plots/${file}`, DOCS), 'utf8');
    assert.match(svg, /^<svg [^]*<\/svg>\n$/);
    assert.ok(svg.length < 60_000, file);
  }
});
