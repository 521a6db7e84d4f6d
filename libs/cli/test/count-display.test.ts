import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { createCountDisplay } from '../src/count-display.js';
import { TextSink } from './text-sink.js';

function shown(isTTY: boolean): string {
  const sink = new TextSink(isTTY);
  const display = createCountDisplay(sink, 'events');
  for (let done = 0; done <= 1000; done += 1) display.update(done, 1000);
  display.stop();
  return sink.text;
}

it('draws a bar on a terminal and gives the cursor back', () => {
  const text = shown(true);
  assert.match(stripVTControlCharacters(text), /1000\/1000 events/);
  assert.ok(text.lastIndexOf('\u001b[?25h') > text.lastIndexOf('\u001b[?25l'));
});

it('writes a line for each tenth elsewhere', () => {
  const lines = shown(false).trimEnd().split('\n');
  assert.equal(lines.length, 11);
  assert.equal(lines.at(-1), '1000/1000 events');
});
