import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createReport, describeMachine, formatReport } from './bench-report.js';

const machine = { cpu: 'A chip', cores: 2, memoryGiB: 24, node: '20.19.0', platform: 'linux x64' };
const date = new Date('2026-01-02T03:04:05Z');
const report = createReport('speed', machine, date, [
  { name: 'blocks', value: 12345.678, unit: '1/s', atLeast: 20_000 },
  { name: 'wait', value: 0.5, unit: 's', atMost: 0.5 },
  { name: 'count', value: 3, unit: 'blocks' },
]);

test('a report says of each figure whether it meets its target', () => {
  assert.deepEqual(report, {
    bench: 'speed',
    machine,
    date: '2026-01-02T03:04:05.000Z',
    figures: [
      { name: 'blocks', value: 12345.678, unit: '1/s', target: 20_000, met: false },
      { name: 'wait', value: 0.5, unit: 's', target: 0.5, met: true },
      { name: 'count', value: 3, unit: 'blocks', target: null, met: null },
    ],
  });
});

test('the table for people lines its numbers up', () => {
  assert.equal(
    formatReport(report, 'how fast'),
    [
      'speed: how fast',
      'A chip, 2 cores, 24 GiB, Node 20.19.0, linux x64; 2026-01-02T03:04:05.000Z',
      '',
      'figure   value  unit    target',
      'blocks  12,350  1/s     20,000  MISSED',
      'wait       0.5  s          0.5  met',
      'count        3  blocks',
    ].join('\n'),
  );
});

test('a figure that is no number is refused', () => {
  assert.throws(() => createReport('speed', machine, date, [{ name: 'lost', value: NaN, unit: 's' }]), {
    name: 'RangeError',
    message: 'figure "lost" is NaN',
  });
});

test('the machine at hand can be described', () => {
  const { cpu, cores, memoryGiB } = describeMachine();
  assert.ok(cpu !== '' && cores > 0 && memoryGiB > 0);
});

const wrongUses: readonly (readonly [string[], RegExp])[] = [
  [[], /NAME one of: .*nsc/],
  [['nonesuch'], /NAME one of: .*nsc/],
  [['nsc', '--jason'], /--jason.*bench -- nsc \[--json\]/s],
  [['ask-tell', '--clients', '0'], /--clients 0: must be a whole number of at least 1.*--rounds 3/s],
  [['ask-tell', '--database', 'oracle'], /--database oracle: must be one of both, sqlite, postgres/],
];
for (const [args, said] of wrongUses) {
  test(`bench ${args.join(' ')} says how it is used and exits with 2`, () => {
    const program = fileURLToPath(new URL('../bin/bench.js', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, said);
  });
}
