import assert from 'node:assert/strict';
import { it } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { amount, decimalNumber, durationMs, or, wholeNumber } from '../src/flag-values.js';

it('whole numbers keep their bounds and say them', () => {
  const parse = wholeNumber(1, 64);
  assert.equal(parse('1'), 1);
  assert.equal(parse('64'), 64);
  for (const bad of ['0', '65', '-1', '1.5', '1e3', '', ' 1', 'x', '99999999999999999999']) {
    assert.throws(() => parse(bad), /whole number from 1 to 64/, bad);
  }
});

it('decimals keep their bounds and say them', () => {
  const parse = decimalNumber(0, 1);
  assert.equal(parse('0.25'), 0.25);
  for (const bad of ['', ' ', 'NaN', '1.01', '-0.1', 'Infinity']) {
    assert.throws(() => parse(bad), /number from 0 to 1/, bad);
  }
});

it('amounts take thousands', () => {
  assert.equal(amount('200k'), 200_000);
  assert.equal(amount('1.5M'), 1_500_000);
  assert.equal(amount('7'), 7);
  for (const bad of ['0', '-1', '1m', '1.M', 'M', '', '1e9', '9999999T']) {
    assert.throws(() => amount(bad), InvalidArgumentError, bad);
  }
});

it('times take units, and keep their bounds', () => {
  const parse = durationMs(1000, 2 * 86_400_000);
  assert.equal(parse('45s'), 45_000);
  assert.equal(parse('1h30m'), 5_400_000);
  assert.equal(parse('90m'), 5_400_000);
  assert.equal(parse('2d'), 172_800_000);
  for (const bad of ['', '0s', '5', '2d1s', '1.5h', '1m1h', '-1h', 'h', '1 h']) {
    assert.throws(() => parse(bad), /must be a time from 1s to 2d, for instance 90m or 1h30m/, bad);
  }
});

it('a word may stand beside a value, and is named where neither fits', () => {
  const parse = or('none', wholeNumber(1, 8));
  assert.equal(parse('none'), 'none');
  assert.equal(parse('8'), 8);
  assert.throws(() => parse('9'), /whole number from 1 to 8, or none/);
});
