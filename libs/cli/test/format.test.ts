import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { formatCount, formatSeconds, formatShare, shorten } from '../src/index.js';
import { formatLoss, wrap } from '../src/format.js';

it('counts have three digits and a unit', () => {
  const cases: [number, string][] = [
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [1000, '1.00 k'],
    [1234567, '1.23 M'],
    [12_345_678, '12.3 M'],
    [999_999, '1.00 M'],
    [123_456_789_000, '123 G'],
    [5e15, '5.00 P'],
  ];
  for (const [count, text] of cases) assert.equal(formatCount(count), text);
});

it('a loss is short where it is large', () => {
  const cases: [number, string][] = [
    [0, '0.0000'],
    [1.23456, '1.2346'],
    [9999, '9999.0000'],
    [10_000, '1.0e4'],
    [2.7e9, '2.7e9'],
    [1e300, '1.0e300'],
  ];
  for (const [loss, text] of cases) assert.equal(formatLoss(loss), text);
});

it('seconds are said as people say them', () => {
  const cases: [number, string][] = [
    [0, '0.0 s'],
    [4.21, '4.2 s'],
    [59.97, '1 m 00 s'],
    [125, '2 m 05 s'],
    [3600, '1 h 00 m'],
    [7830, '2 h 10 m'],
  ];
  for (const [seconds, text] of cases) assert.equal(formatSeconds(seconds), text);
});

it('shares are percent', () => {
  assert.equal(formatShare(0.6123), '61.2 %');
  assert.equal(formatShare(1), '100.0 %');
});

it('a shortened text fits, keeps both ends, and is left alone where it fits already', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 3, max: 60 }), (text, width) => {
      const short = shorten(text, width);
      if (text.length <= width) return short === text;
      return short.length === width && short.at(0) === text.at(0) && short.at(-1) === text.at(-1);
    }),
  );
});

it('a wrapped text has short lines and loses nothing but spaces', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]{0,60}$/), fc.integer({ min: 1, max: 30 }), (text, width) => {
      const lines = wrap(text, width).split('\n');
      const bare = (some: string) => some.replaceAll(' ', '');
      return lines.every((line) => line.length <= width) && bare(lines.join('')) === bare(text);
    }),
  );
});
